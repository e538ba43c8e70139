namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>Every read of every repository, with arguments that find something in the sample forum.</summary>
internal static class EveryRead
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);
    private static readonly Viewer Own = new(2, SeesHeld: false);
    private static readonly Viewer Moderator = new(2, SeesHeld: true);
    private static readonly PageRequest First = new(1, 100);

    public static IReadOnlyDictionary<string, Func<IForumDatabase, Task>> All { get; } =
        new Dictionary<string, Func<IForumDatabase, Task>>(StringComparer.Ordinal)
            .Concat(Forums)
            .Concat(Topics)
            .Concat(Posts)
            .Concat(Users)
            .Concat(Traces)
            .ToDictionary();

    /// <summary>The reads that other tables than the native ones can answer.</summary>
    public static IEnumerable<string> OfForeignTables => All.Keys.Where(name => !Traces.ContainsKey(name));

    private static Dictionary<string, Func<IForumDatabase, Task>> Forums =>
        new()
        {
            ["IForumRepository.FindAsync"] = d => d.Get<IForumRepository>().FindAsync(1),
            ["IForumRepository.FindBySlugAsync"] = d => d.Get<IForumRepository>().FindBySlugAsync("first", Own),
            ["IForumRepository.GetTreeAsync"] = d => d.Get<IForumRepository>().GetTreeAsync(Own),
            ["IForumRepository.GetRootsAsync"] = d => d.Get<IForumRepository>().GetRootsAsync(),
            ["IForumRepository.GetChildrenAsync"] = d => d.Get<IForumRepository>().GetChildrenAsync(1, Moderator),
            ["IForumRepository.ListAsync"] = d => d.Get<IForumRepository>().ListAsync(SampleForum.Always),
            ["IForumRepository.FindWithChildrenAsync"] = d =>
                d.Get<IForumRepository>().FindWithChildrenAsync(1, SampleForum.Always),
            ["IForumRepository.CountTopicsAsync"] = d => d.Get<IForumRepository>().CountTopicsAsync(1),
            ["IForumRepository.SearchAsync"] = d => d.Get<IForumRepository>().SearchAsync("First"),
            ["IForumRepository.GetTotalsAsync"] = d => d.Get<IForumRepository>().GetTotalsAsync(),
            ["IForumRepository.GetDailyActivityAsync"] = d => d.Get<IForumRepository>().GetDailyActivityAsync(Day, Day),
        };

    private static Dictionary<string, Func<IForumDatabase, Task>> Topics =>
        new()
        {
            ["ITopicRepository.FindAsync"] = d => d.Get<ITopicRepository>().FindAsync(1, Own),
            ["ITopicRepository.FindBySlugAsync"] = d => d.Get<ITopicRepository>().FindBySlugAsync("topic-1-1"),
            ["ITopicRepository.FindStateAsync"] = d => d.Get<ITopicRepository>().FindStateAsync(1),
            ["ITopicRepository.GetByIdsAsync"] = d => d.Get<ITopicRepository>().GetByIdsAsync([1, 2, 99]),
            ["ITopicRepository.GetForumPageAsync"] = d => d.Get<ITopicRepository>().GetForumPageAsync(2, First, Own),
            ["ITopicRepository.GetPinnedAsync"] = d => d.Get<ITopicRepository>().GetPinnedAsync(2),
            ["ITopicRepository.GetRecentAsync"] = d => d.Get<ITopicRepository>().GetRecentAsync(First),
            ["ITopicRepository.GetActiveAsync"] = d => d.Get<ITopicRepository>().GetActiveAsync(First),
            ["ITopicRepository.GetByAuthorAsync"] = d => d.Get<ITopicRepository>().GetByAuthorAsync(1, First),
            ["ITopicRepository.SearchAsync"] = d => d.Get<ITopicRepository>().SearchAsync("topic", First),
        };

    private static Dictionary<string, Func<IForumDatabase, Task>> Posts =>
        new()
        {
            ["IPostRepository.FindAsync"] = d => d.Get<IPostRepository>().FindAsync(1000, Own),
            ["IPostRepository.GetByIdsAsync"] = d => d.Get<IPostRepository>().GetByIdsAsync([1000, 1001, 99]),
            ["IPostRepository.GetTopicPageAsync"] = d => d.Get<IPostRepository>().GetTopicPageAsync(1, First),
            ["IPostRepository.FindEndsAsync"] = d => d.Get<IPostRepository>().FindEndsAsync(1),
            ["IPostRepository.GetByAuthorAsync"] = d => d.Get<IPostRepository>().GetByAuthorAsync(2, First),
            ["IPostRepository.GetRecentAsync"] = d => d.Get<IPostRepository>().GetRecentAsync(First),
            ["IPostRepository.GetAwaitingApprovalAsync"] = d =>
                d.Get<IPostRepository>().GetAwaitingApprovalAsync(First),
            ["IPostRepository.FindTextAsync"] = d => d.Get<IPostRepository>().FindTextAsync(1001),
            ["IPostRepository.FindStateAsync"] = d => d.Get<IPostRepository>().FindStateAsync(1000),
            ["IPostRepository.GetRecentBodiesAsync"] = d =>
                d.Get<IPostRepository>().GetRecentBodiesAsync(new RecentPosts(1, 1, SampleForum.Start), 100),
            ["IPostRepository.CountByAuthorAsync"] = d =>
                d.Get<IPostRepository>().CountByAuthorAsync(1, SampleForum.Start),
            ["IPostRepository.CountByForumAsync"] = d =>
                d.Get<IPostRepository>().CountByForumAsync(SampleForum.Start, 2),
            ["IPostRepository.CountByTopicAsync"] = d =>
                d.Get<IPostRepository>().CountByTopicAsync(SampleForum.Start, 10),
            ["IPostRepository.GetPlacesAsync"] = d => d.Get<IPostRepository>().GetPlacesAsync([1000, 1001], [1]),
            ["IPostRepository.SearchAsync"] = d => d.Get<IPostRepository>().SearchAsync("Reply", First),
        };

    private static Dictionary<string, Func<IForumDatabase, Task>> Users =>
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
            ["IUserRepository.ListSeenSinceAsync"] = d =>
                d.Get<IUserRepository>().ListSeenSinceAsync(SampleForum.Start, 100),
            ["IUserRepository.ListActiveSinceAsync"] = d =>
                d.Get<IUserRepository>().ListActiveSinceAsync(SampleForum.Start, 100),
            ["IUserRepository.GetPostCountsAsync"] = d => d.Get<IUserRepository>().GetPostCountsAsync([1, 2, 3]),
            ["IUserRepository.GetByTrustLevelAsync"] = d => d.Get<IUserRepository>().GetByTrustLevelAsync(1, First),
            ["IUserRepository.ListModeratorsAsync"] = d => d.Get<IUserRepository>().ListModeratorsAsync(),
            ["IUserRepository.SearchAsync"] = d => d.Get<IUserRepository>().SearchAsync("user", First),
        };

    private static Dictionary<string, Func<IForumDatabase, Task>> Traces =>
        new()
        {
            ["IAuditRepository.GetPageAsync"] = d =>
                d.Get<IAuditRepository>().GetPageAsync(new AuditFilter { ActorId = 1 }, First),
            ["IRevisionRepository.ListAsync"] = d => d.Get<IRevisionRepository>().ListAsync(1000, 100),
        };
}
