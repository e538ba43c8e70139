using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>Every read of every repository, with arguments that find something in the sample forum.</summary>
internal static class EveryRead
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);
    private static readonly Viewer Own = new(2, SeesHeld: false);
    private static readonly Viewer Moderator = new(2, SeesHeld: true);
    private static readonly PageRequest First = new(1, 100);

    public static IReadOnlyDictionary<string, Func<ITestForum, Task>> All { get; } =
        new Dictionary<string, Func<ITestForum, Task>>(StringComparer.Ordinal)
            .Concat(Forums)
            .Concat(Topics)
            .Concat(Posts)
            .Concat(Users)
            .Concat(Traces)
            .ToDictionary();

    /// <summary>The reads that other tables than the native ones can answer.</summary>
    public static IEnumerable<string> OfForeignTables => All.Keys.Where(name => !Traces.ContainsKey(name));

    private static Dictionary<string, Func<ITestForum, Task>> Forums =>
        new()
        {
            ["IForumRepository.FindAsync"] = d => d.Get<IForumRepository>().FindAsync(1),
            ["IForumRepository.FindBySlugAsync"] = d => d.Get<IForumRepository>().FindBySlugAsync("first", Own),
            ["IForumRepository.GetTreeAsync"] = d => d.Get<IForumRepository>().GetTreeAsync(Own),
            ["IForumRepository.GetRootsAsync"] = d => d.Get<IForumRepository>().GetRootsAsync(),
            ["IForumRepository.GetChildrenAsync"] = d => d.Get<IForumRepository>().GetChildrenAsync(1, Moderator),
            ["IForumRepository.GetSummariesAsync"] = d =>
                d.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always),
            ["IForumRepository.GetWithChildrenAsync"] = d =>
                d.Get<IForumRepository>().GetWithChildrenAsync(1, SampleForum.Always),
            ["IForumRepository.CountTopicsAsync"] = d => d.Get<IForumRepository>().CountTopicsAsync(1),
            ["IForumRepository.SearchAsync"] = d => d.Get<IForumRepository>().SearchAsync("First"),
            ["IForumRepository.GetSiteStatsAsync"] = d => d.Get<IForumRepository>().GetSiteStatsAsync(),
            ["IForumRepository.GetDailyActivityAsync"] = d => d.Get<IForumRepository>().GetDailyActivityAsync(Day, Day),
        };

    private static Dictionary<string, Func<ITestForum, Task>> Topics =>
        new()
        {
            ["ITopicRepository.FindAsync"] = d => d.Get<ITopicRepository>().FindAsync(1, Own),
            ["ITopicRepository.FindBySlugAsync"] = d => d.Get<ITopicRepository>().FindBySlugAsync("topic-1-1"),
            ["ITopicRepository.FindStateAsync"] = d => d.Get<ITopicRepository>().FindStateAsync(1),
            ["ITopicRepository.GetByIdsAsync"] = d => d.Get<ITopicRepository>().GetByIdsAsync([1, 2, 99]),
            ["ITopicRepository.ListByForumAsync"] = d => d.Get<ITopicRepository>().ListByForumAsync(2, First, Own),
            ["ITopicRepository.GetPinnedAsync"] = d => d.Get<ITopicRepository>().GetPinnedAsync(2),
            ["ITopicRepository.ListRecentAsync"] = d => d.Get<ITopicRepository>().ListRecentAsync(First),
            ["ITopicRepository.ListActiveAsync"] = d => d.Get<ITopicRepository>().ListActiveAsync(First),
            ["ITopicRepository.ListByAuthorAsync"] = d => d.Get<ITopicRepository>().ListByAuthorAsync(1, First),
            ["ITopicRepository.SearchAsync"] = d => d.Get<ITopicRepository>().SearchAsync("topic", First),
        };

    private static Dictionary<string, Func<ITestForum, Task>> Posts =>
        new()
        {
            ["IPostRepository.FindAsync"] = d => d.Get<IPostRepository>().FindAsync(1000, Own),
            ["IPostRepository.GetByIdsAsync"] = d => d.Get<IPostRepository>().GetByIdsAsync([1000, 1001, 99]),
            ["IPostRepository.ListByTopicAsync"] = d => d.Get<IPostRepository>().ListByTopicAsync(1, First),
            ["IPostRepository.FindFirstAndLastAsync"] = d => d.Get<IPostRepository>().FindFirstAndLastAsync(1),
            ["IPostRepository.ListByAuthorAsync"] = d => d.Get<IPostRepository>().ListByAuthorAsync(2, First),
            ["IPostRepository.ListRecentAsync"] = d => d.Get<IPostRepository>().ListRecentAsync(First),
            ["IPostRepository.ListAwaitingApprovalAsync"] = d =>
                d.Get<IPostRepository>().ListAwaitingApprovalAsync(First),
            ["IPostRepository.FindTextAsync"] = d => d.Get<IPostRepository>().FindTextAsync(1001),
            ["IPostRepository.FindStateAsync"] = d => d.Get<IPostRepository>().FindStateAsync(1000),
            ["IPostRepository.GetRecentBodiesAsync"] = d =>
                d.Get<IPostRepository>()
                    .GetRecentBodiesAsync(
                        new RecentPosts
                        {
                            AuthorId = 1,
                            TopicId = 1,
                            Since = SampleForum.Start,
                        },
                        100
                    ),
            ["IPostRepository.CountByAuthorAsync"] = d =>
                d.Get<IPostRepository>().CountByAuthorAsync(1, SampleForum.Start),
            ["IPostRepository.CountByForumAsync"] = d =>
                d.Get<IPostRepository>().CountByForumAsync(SampleForum.Start, 2),
            ["IPostRepository.CountByTopicAsync"] = d =>
                d.Get<IPostRepository>().CountByTopicAsync(SampleForum.Start, 10),
            ["IPostRepository.GetLocationsAsync"] = d => d.Get<IPostRepository>().GetLocationsAsync([1000, 1001], [1]),
            ["IPostRepository.SearchAsync"] = d => d.Get<IPostRepository>().SearchAsync("Reply", First),
        };

    private static Dictionary<string, Func<ITestForum, Task>> Users =>
        new()
        {
            ["IUserRepository.FindAsync"] = d => d.Get<IUserRepository>().FindAsync(1),
            ["IUserRepository.FindByEmailAsync"] = d => d.Get<IUserRepository>().FindByEmailAsync("ann@example.org"),
            ["IUserRepository.GetByIdsAsync"] = d => d.Get<IUserRepository>().GetByIdsAsync([1, 2, 99]),
            ["IUserRepository.FindActivityAsync"] = d => d.Get<IUserRepository>().FindActivityAsync(1),
            ["IUserRepository.FindAccountAsync"] = d => d.Get<IUserRepository>().FindAccountAsync("USER1"),
            ["IUserRepository.FindAccountBySubjectAsync"] = d =>
                d.Get<IUserRepository>().FindAccountBySubjectAsync("user1"),
            ["IUserRepository.CountActiveAsync"] = d => d.Get<IUserRepository>().CountActiveAsync(),
            ["IUserRepository.FindLatestAsync"] = d => d.Get<IUserRepository>().FindLatestAsync(),
            ["IUserRepository.CountSeenSinceAsync"] = d =>
                d.Get<IUserRepository>().CountSeenSinceAsync(SampleForum.Start),
            ["IUserRepository.GetSeenSinceAsync"] = d =>
                d.Get<IUserRepository>().GetSeenSinceAsync(SampleForum.Start, 100),
            ["IUserRepository.GetActiveSinceAsync"] = d =>
                d.Get<IUserRepository>().GetActiveSinceAsync(SampleForum.Start, 100),
            ["IUserRepository.GetPostCountsAsync"] = d => d.Get<IUserRepository>().GetPostCountsAsync([1, 2, 3]),
            ["IUserRepository.ListByTrustLevelAsync"] = d => d.Get<IUserRepository>().ListByTrustLevelAsync(1, First),
            ["IUserRepository.GetModeratorsAsync"] = d => d.Get<IUserRepository>().GetModeratorsAsync(),
            ["IUserRepository.SearchAsync"] = d => d.Get<IUserRepository>().SearchAsync("user", First),
        };

    private static Dictionary<string, Func<ITestForum, Task>> Traces =>
        new()
        {
            ["IAuditRepository.ListAsync"] = d =>
                d.Get<IAuditRepository>().ListAsync(new AuditFilter { ActorId = 1 }, First),
            ["IRevisionRepository.GetAsync"] = d => d.Get<IRevisionRepository>().GetAsync(1000, 100),
        };
}
