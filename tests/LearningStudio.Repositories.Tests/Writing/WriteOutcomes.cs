using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Writing;

/// <summary>Every write on every kind of post and topic: what it returns, and what it tells.</summary>
internal static class WriteOutcomes
{
    private static readonly DateTimeOffset At = SampleForum.At(5000);

    /// <summary>
    /// Topic 1 is visible, with a reply by 3 before those by 2; of topic 2 reply 2001 waits and 2002 is deleted; topic 3 is
    /// deleted, 4 waits, and 5, which waited, is deleted.
    /// </summary>
    public static async Task PrepareAsync(ITestForum database)
    {
        await SampleForum.LoadAsync(database.Loader, topics: 5);
        await RunAsync(database, Edit(2001, isHeld: true));
        await RunAsync(database, (s, ct) => s.Posts.DeleteAsync(2002, At, ct));
        await RunAsync(database, (s, ct) => s.Posts.DeleteAsync(3000, At, ct));
        await RunAsync(database, Edit(4000, isHeld: true));
        await RunAsync(database, Edit(5000, isHeld: true));
        await RunAsync(database, (s, ct) => s.Approval.RejectAsync(5000, At, ct));
        await database.ExecuteAsync("UPDATE posts SET author_id = 3 WHERE id = 1001");
    }

    public static Task<object> RunAsync<T>(
        ITestForum database,
        Func<IForumSession, CancellationToken, Task<T>> write
    ) => database.Get<IForumUnitOfWork>().ExecuteAsync(async (s, ct) => (object)(await write(s, ct))!);

    public static IReadOnlyDictionary<string, Func<IForumSession, CancellationToken, Task<bool>>> All { get; } =
        new Dictionary<string, Func<IForumSession, CancellationToken, Task<bool>>>(StringComparer.Ordinal)
        {
            ["add to 1"] = Add(1),
            ["add held to 1"] = Add(1, isHeld: true),
            ["add to deleted 3"] = Add(3),
            ["add to held 4"] = Add(4),
            ["comment on 1001"] = Add(1, replyTo: 1001),
            ["edit 1001"] = Edit(1001),
            ["edit and hold 1001"] = Edit(1001, isHeld: true),
            ["edit held 2001"] = Edit(2001),
            ["edit deleted 2002"] = Edit(2002),
            ["edit first 1000"] = Edit(1000),
            ["edit and hold first 1000"] = Edit(1000, isHeld: true),
            ["edit nothing"] = Edit(99),
            ["approve 1001"] = (s, ct) => s.Approval.ApproveAsync(1001, ct),
            ["approve held 2001"] = (s, ct) => s.Approval.ApproveAsync(2001, ct),
            ["approve deleted 2002"] = (s, ct) => s.Approval.ApproveAsync(2002, ct),
            ["approve first 4000"] = (s, ct) => s.Approval.ApproveAsync(4000, ct),
            ["reject 1001"] = (s, ct) => s.Approval.RejectAsync(1001, At, ct),
            ["reject held 2001"] = (s, ct) => s.Approval.RejectAsync(2001, At, ct),
            ["reject deleted 2002"] = (s, ct) => s.Approval.RejectAsync(2002, At, ct),
            ["reject deleted and held 5000"] = (s, ct) => s.Approval.RejectAsync(5000, At, ct),
            ["reject first 4000"] = (s, ct) => s.Approval.RejectAsync(4000, At, ct),
            ["delete 1001"] = (s, ct) => s.Posts.DeleteAsync(1001, At, ct),
            ["delete comment 1003"] = (s, ct) => s.Posts.DeleteAsync(1003, At, ct),
            ["delete held 2001"] = (s, ct) => s.Posts.DeleteAsync(2001, At, ct),
            ["delete deleted 2002"] = (s, ct) => s.Posts.DeleteAsync(2002, At, ct),
            ["delete 4001 of a held topic"] = (s, ct) => s.Posts.DeleteAsync(4001, At, ct),
            ["delete first 1000"] = (s, ct) => s.Posts.DeleteAsync(1000, At, ct),
            ["restore 1001"] = (s, ct) => s.Posts.RestoreAsync(1001, ct),
            ["restore deleted 2002"] = (s, ct) => s.Posts.RestoreAsync(2002, ct),
            ["restore first 3000"] = (s, ct) => s.Posts.RestoreAsync(3000, ct),
            ["restore held first 5000"] = (s, ct) => s.Posts.RestoreAsync(5000, ct),
            ["review approves held 2001"] = Review(2001, isApproved: true),
            ["review approves deleted 2002"] = Review(2002, isApproved: true),
            ["review rejects 1001"] = Review(1001),
            ["review rejects deleted 2002"] = Review(2002),
            ["review rejects first 1000"] = Review(1000),
            ["review rejects 1001 and is undone"] = Undone(1001),
            ["review rejects first 1000 and is undone"] = Undone(1000),
            ["review that rejected nothing is undone"] = (s, ct) => s.Posts.TakeBackAsync(Decision(2002), ct),
            ["rename 1"] = (s, ct) => s.Topics.RenameAsync(1, "new", ct),
            ["rename deleted 3"] = (s, ct) => s.Topics.RenameAsync(3, "new", ct),
            ["rename held 4"] = (s, ct) => s.Topics.RenameAsync(4, "new", ct),
            ["rename nothing"] = (s, ct) => s.Topics.RenameAsync(99, "new", ct),
            ["lock 1"] = (s, ct) => s.Topics.LockAsync(1, cancellationToken: ct),
            ["pin deleted 3"] = (s, ct) => s.Topics.PinAsync(3, cancellationToken: ct),
            ["move 1"] = (s, ct) => s.Topics.MoveAsync(1, 3, ct),
            ["move 1 to the top"] = (s, ct) => s.Topics.MoveAsync(1, 1, ct),
            ["move 1 to where it is"] = (s, ct) => s.Topics.MoveAsync(1, 2, ct),
            ["move 1 to nowhere"] = (s, ct) => s.Topics.MoveAsync(1, 99, ct),
            ["move deleted 3"] = (s, ct) => s.Topics.MoveAsync(3, 3, ct),
            ["move held 4"] = (s, ct) => s.Topics.MoveAsync(4, 3, ct),
            ["approve topic 4"] = (s, ct) => s.Topics.ApproveAsync(4, ct),
            ["delete topic 1"] = (s, ct) => s.Topics.DeleteAsync(1, At, ct),
            ["delete no topic"] = (s, ct) => s.Topics.DeleteAsync(99, At, ct),
            ["restore topic 3"] = (s, ct) => s.Topics.RestoreAsync(3, ct),
            ["restore topic 1"] = (s, ct) => s.Topics.RestoreAsync(1, ct),
            ["open"] = Open(2),
            ["open held"] = Open(2, isHeld: true),
            ["open at the top"] = Open(1),
            ["open nowhere"] = Open(99),
            ["activate 1"] = (s, ct) => s.Users.ActivateAsync(1, ct),
            ["deactivate 1"] = (s, ct) => s.Users.DeactivateAsync(1, ct),
            ["deactivate nobody"] = (s, ct) => s.Users.DeactivateAsync(99, ct),
            ["promote 1"] = (s, ct) => s.Users.SetRoleAsync(1, AccountRole.Lead, ct),
            ["promote nobody"] = (s, ct) => s.Users.SetRoleAsync(99, AccountRole.Lead, ct),
            ["bind 1"] = (s, ct) => s.Users.SetSubjectAsync(1, "sso|1", ct),
            ["bind 1 to 2"] = (s, ct) => s.Users.SetSubjectAsync(1, "user2", ct),
        };

    private static Func<IForumSession, CancellationToken, Task<bool>> Add(
        long topic,
        long? replyTo = null,
        bool isHeld = false
    ) =>
        async (s, ct) =>
            await s.Posts.AddAsync(
                new NewPost
                {
                    TopicId = topic,
                    ReplyToId = replyTo,
                    AuthorId = 2,
                    Body = "text",
                    CreatedAt = At,
                    IsHeld = isHeld,
                },
                ct
            ) > 0;

    private static Func<IForumSession, CancellationToken, Task<bool>> Edit(long post, bool isHeld = false) =>
        (s, ct) =>
            s.Posts.EditAsync(
                new PostEdit
                {
                    PostId = post,
                    Body = "new",
                    EditedAt = At,
                    IsHeld = isHeld,
                },
                ct
            );

    private static PostDecision Decision(long post, bool isApproved = false) =>
        new()
        {
            Id = 9,
            PostId = post,
            IsApproved = isApproved,
            At = At,
        };

    private static Func<IForumSession, CancellationToken, Task<bool>> Review(long post, bool isApproved = false) =>
        (s, ct) => s.Posts.DecideAsync(Decision(post, isApproved), ct);

    private static Func<IForumSession, CancellationToken, Task<bool>> Undone(long post) =>
        async (s, ct) =>
            await s.Posts.DecideAsync(Decision(post), ct) && await s.Posts.TakeBackAsync(Decision(post), ct);

    private static Func<IForumSession, CancellationToken, Task<bool>> Open(long forum, bool isHeld = false) =>
        async (s, ct) =>
            await s.Topics.OpenAsync(
                new NewTopic
                {
                    ForumId = forum,
                    AuthorId = 3,
                    Title = "title",
                    Body = "text",
                    CreatedAt = At,
                    IsHeld = isHeld,
                },
                ct
            )
                is not null;
}
