namespace LearningStudio.Repositories.Tests.Paging;

/// <summary>Every list in pages.</summary>
public static class EveryPage
{
    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, Func<ITestForum, PageRequest, Task<Page<object>>>> All { get; } =
        new Dictionary<string, Func<ITestForum, PageRequest, Task<Page<object>>>>
        {
            ["topics of a forum"] = (d, page) => Of(d.Get<ITopicRepository>().ListByForumAsync(2, page)),
            ["topics of a forum, for moderators"] = (d, page) =>
                Of(d.Get<ITopicRepository>().ListByForumAsync(2, page, new Viewer(1, SeesHeld: true))),
            ["recent topics"] = (d, page) => Of(d.Get<ITopicRepository>().ListRecentAsync(page)),
            ["active topics"] = (d, page) => Of(d.Get<ITopicRepository>().ListActiveAsync(page)),
            ["topics of a user"] = (d, page) => Of(d.Get<ITopicRepository>().ListByAuthorAsync(1, page)),
            ["titles"] = (d, page) => Of(d.Get<ITopicRepository>().SearchAsync("top", page)),
            ["posts of a topic"] = (d, page) => Of(d.Get<IPostRepository>().ListByTopicAsync(1, page)),
            ["posts of a topic, for their author"] = (d, page) =>
                Of(d.Get<IPostRepository>().ListByTopicAsync(1, page, new Viewer(2, SeesHeld: false))),
            ["recent posts"] = (d, page) => Of(d.Get<IPostRepository>().ListRecentAsync(page)),
            ["posts of a user"] = (d, page) => Of(d.Get<IPostRepository>().ListByAuthorAsync(2, page)),
            ["waiting posts"] = (d, page) => Of(d.Get<IPostRepository>().ListAwaitingApprovalAsync(page)),
            ["search"] = (d, page) => Of(d.Get<IPostRepository>().SearchAsync("opening", page)),
            ["users"] = (d, page) => Of(d.Get<IUserRepository>().SearchAsync("user", page)),
        };

    private static async Task<Page<object>> Of<T>(Task<Page<T>> read)
    {
        Page<T> page = await read;
        return new Page<object>([.. page.Items.Cast<object>()], page.Next);
    }
}
