using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Writing;

/// <summary>Every write of a unit of work on the sample forum, alone in its unit.</summary>
internal static class EveryWrite
{
    private static readonly DateTimeOffset At = SampleForum.At(5000);

    public static IReadOnlyDictionary<string, Func<IForumSession, CancellationToken, Task>> All { get; } =
        new Dictionary<string, Func<IForumSession, CancellationToken, Task>>(StringComparer.Ordinal)
        {
            ["IPostWriter.AddAsync"] = (s, ct) => s.Posts.AddAsync(SampleForum.Reply(1), ct),
            ["IPostWriter.EditAsync"] = (s, ct) =>
                s.Posts.EditAsync(
                    new PostEdit
                    {
                        PostId = 1001,
                        Body = "new",
                        EditedAt = At,
                    },
                    ct
                ),
            ["IPostWriter.DeleteAsync"] = (s, ct) => s.Posts.DeleteAsync(1001, At, ct),
            ["IPostWriter.RestoreAsync"] = (s, ct) => s.Posts.RestoreAsync(2002, ct),
            ["IPostWriter.DecideAsync"] = (s, ct) =>
                s.Posts.DecideAsync(
                    new PostDecision
                    {
                        Id = 1,
                        PostId = 2001,
                        IsApproved = false,
                        At = At,
                    },
                    ct
                ),
            ["IPostWriter.TakeBackAsync"] = (s, ct) =>
                s.Posts.TakeBackAsync(
                    new PostDecision
                    {
                        Id = 7,
                        PostId = 2003,
                        IsApproved = true,
                        At = At,
                    },
                    ct
                ),
            ["IPostApproval.ApproveAsync"] = (s, ct) => s.Approval.ApproveAsync(2001, ct),
            ["IPostApproval.RejectAsync"] = (s, ct) => s.Approval.RejectAsync(2001, At, ct),
            ["ITopicWriter.OpenAsync"] = (s, ct) =>
                s.Topics.OpenAsync(
                    new NewTopic
                    {
                        ForumId = 2,
                        AuthorId = 1,
                        Title = "title",
                        Body = "text",
                        CreatedAt = At,
                    },
                    ct
                ),
            ["ITopicWriter.RenameAsync"] = (s, ct) => s.Topics.RenameAsync(1, "new", ct),
            ["ITopicWriter.LockAsync"] = (s, ct) => s.Topics.LockAsync(1, cancellationToken: ct),
            ["ITopicWriter.PinAsync"] = (s, ct) => s.Topics.PinAsync(1, cancellationToken: ct),
            ["ITopicWriter.MoveAsync"] = (s, ct) => s.Topics.MoveAsync(1, 3, ct),
            ["ITopicWriter.ApproveAsync"] = (s, ct) => s.Topics.ApproveAsync(1, ct),
            ["ITopicWriter.DeleteAsync"] = (s, ct) => s.Topics.DeleteAsync(1, At, ct),
            ["ITopicWriter.RestoreAsync"] = (s, ct) => s.Topics.RestoreAsync(3, ct),
            ["IUserWriter.MarkSeenAsync"] = (s, ct) => s.Users.MarkSeenAsync(1, At, ct),
            ["IUserWriter.ActivateAsync"] = (s, ct) => s.Users.ActivateAsync(1, ct),
            ["IUserWriter.DeactivateAsync"] = (s, ct) => s.Users.DeactivateAsync(1, ct),
            ["IUserWriter.SetRoleAsync"] = (s, ct) => s.Users.SetRoleAsync(1, AccountRole.Moderator, ct),
            ["IUserWriter.SetSubjectAsync"] = (s, ct) => s.Users.SetSubjectAsync(1, "sso|1", ct),
            ["IAuditWriter.AppendAsync"] = (s, ct) =>
                s.Audit.AppendAsync(
                    new AuditRecord
                    {
                        Action = "post.delete",
                        TargetKind = "post",
                        Targets = ["1001", "1002"],
                        At = At,
                    },
                    ct
                ),
            ["IRevisionWriter.KeepAsync"] = (s, ct) =>
                s.Revisions.KeepAsync(
                    new TextEdit
                    {
                        PostId = 1001,
                        Field = RevisedField.Body,
                        Text = "new",
                        At = At,
                        EditorId = 2,
                        OpensReview = true,
                    },
                    ct
                ),
        };

    public static TheoryData<string> Names() => [.. All.Keys];

    /// <summary>A post that waits, one that was deleted, one that a review approved, and a topic that was.</summary>
    public static async Task PrepareAsync(ITestForum database)
    {
        await SampleForum.LoadAsync(database.Loader);
        await database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (s, ct) =>
                {
                    await s.Posts.EditAsync(
                        new PostEdit
                        {
                            PostId = 2001,
                            Body = "held",
                            EditedAt = At,
                            IsHeld = true,
                        },
                        ct
                    );
                    await s.Posts.DeleteAsync(2002, At, ct);
                    await s.Posts.DecideAsync(
                        new PostDecision
                        {
                            Id = 7,
                            PostId = 2003,
                            IsApproved = true,
                            At = At,
                        },
                        ct
                    );
                    return await s.Topics.DeleteAsync(3, At, ct);
                }
            );
    }
}
