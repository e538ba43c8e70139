namespace LearningStudio.Repositories.Tests.Paging;

/// <summary>Pairs of lists that must not take each other's cursors.</summary>
public static class OtherLists
{
    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, (NextPage List, NextPage Other)> All { get; } =
        new Dictionary<string, (NextPage, NextPage)>(StringComparer.Ordinal)
        {
            ["forums"] = (
                (d, page) => Of(d.Get<ITopicRepository>().ListByForumAsync(2, page)),
                (d, page) => Of(d.Get<ITopicRepository>().ListByForumAsync(3, page))
            ),
            ["topics"] = (
                (d, page) => Of(d.Get<IPostRepository>().ListByTopicAsync(1, page)),
                (d, page) => Of(d.Get<IPostRepository>().ListByTopicAsync(2, page))
            ),
            ["authors"] = (
                (d, page) => Of(d.Get<IPostRepository>().ListByAuthorAsync(2, page)),
                (d, page) => Of(d.Get<IPostRepository>().ListByAuthorAsync(1, page))
            ),
            ["texts"] = (
                (d, page) => Of(d.Get<IPostRepository>().SearchAsync("reply", page)),
                (d, page) => Of(d.Get<IPostRepository>().SearchAsync("comment", page))
            ),
            ["titles and bodies"] = (
                (d, page) => Of(d.Get<ITopicRepository>().SearchAsync("topic", page)),
                (d, page) => Of(d.Get<IPostRepository>().SearchAsync("topic", page))
            ),
            ["levels"] = (
                (d, page) => Of(d.Get<IUserRepository>().ListByTrustLevelAsync(1, page)),
                (d, page) => Of(d.Get<IUserRepository>().ListByTrustLevelAsync(2, page))
            ),
            ["users"] = (
                (d, page) => Of(d.Get<IUserRepository>().SearchAsync("user", page)),
                (d, page) => Of(d.Get<IUserRepository>().SearchAsync("use", page))
            ),
            ["posts and topics"] = (
                (d, page) => Of(d.Get<IPostRepository>().ListRecentAsync(page)),
                (d, page) => Of(d.Get<ITopicRepository>().ListRecentAsync(page))
            ),
            ["orders"] = (
                (d, page) => Of(d.Get<ITopicRepository>().ListRecentAsync(page)),
                (d, page) => Of(d.Get<ITopicRepository>().ListActiveAsync(page))
            ),
            ["waiting posts"] = (
                (d, page) => Of(d.Get<IPostRepository>().ListRecentAsync(page)),
                (d, page) => Of(d.Get<IPostRepository>().ListAwaitingApprovalAsync(page))
            ),
        };

    private static async Task<string?> Of<T>(Task<Page<T>> page) => (await page).Next;
}
