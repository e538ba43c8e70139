using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Sql.Tests.Reviews;

/// <summary>What happens to the item 1, whose level was 1, while the application finds the level 4 for its user.</summary>
public static class Meanwhile
{
    private static readonly ReviewTarget Post = new(ReviewTargetKind.Post, 1);

    private static readonly (string Name, Func<ReviewQueueRepository, Task> Act, string Row)[] Events =
    [
        ("nothing", _ => Task.CompletedTask, "4 pending"),
        ("a vote", queue => queue.AddAsync(Flag(1) with { VoterId = 8, VoteWeight = 2 }), "4 pending"),
        (
            "a claim",
            queue => queue.ClaimAsync(new ClaimRequest { ModeratorId = 9, Lease = TimeSpan.FromMinutes(5) }),
            "4 pending"
        ),
        ("a decision", queue => queue.DecideAsync(Post, new ReviewDecision(true, 9) { IsLead = true }), "1 approved"),
    ];

    public static TheoryData<string> Names { get; } = [.. Events.Select(row => row.Name)];

    /// <summary>What happens, and the level and state of the item in the end.</summary>
    public static (Func<ReviewQueueRepository, Task> Act, string Row) Find(string name)
    {
        (_, Func<ReviewQueueRepository, Task> act, string row) = Events.Single(found => found.Name == name);
        return (act, row);
    }

    /// <summary>A report about a post of a user, both with one id.</summary>
    public static ReviewRequest Flag(long user) =>
        new()
        {
            Target = new ReviewTarget(ReviewTargetKind.Post, user),
            Type = ReviewType.FlaggedPost,
            Priority = 3,
            Reasons = [new ReviewReason("why")],
            ReportedUserId = user,
            ReportedTrustLevel = 1,
        };
}
