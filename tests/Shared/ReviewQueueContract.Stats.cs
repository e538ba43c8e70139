using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Tests.Contracts;

public abstract partial class ReviewQueueContract
{
    [Fact]
    public async Task Figures_OfDaysHoldWhatCameAndWent()
    {
        DateTimeOffset since = Midnight();
        await Queue.AddAsync(Request(Target(1), ReviewType.FlaggedPost, 3));
        await Queue.AddAsync(Request(Target(2), ReviewType.FlaggedPost, 3));
        await Queue.ReopenAsync(Target(2));
        await Queue.DecideAsync(Target(1), new ReviewDecision(true, 9));
        Clock.Advance(TimeSpan.FromDays(1));
        await Queue.AddAsync(Request(Target(3), ReviewType.SpamDetection, 2));
        await Queue.DecideAsync(Target(2), new ReviewDecision(false, 9));
        DateOnly first = DateOnly.FromDateTime(since.UtcDateTime);

        ReviewPeriodStats both = await Queue.GetPeriodStatsAsync(since);
        ReviewPeriodStats last = await Queue.GetPeriodStatsAsync(since.AddDays(1));

        both.OpenBefore.ShouldBeEmpty();
        both.Days.OrderBy(day => (day.Day, day.Type))
            .ShouldBe([
                new DayStats(first, ReviewType.FlaggedPost, 2, 1, 0),
                new DayStats(first.AddDays(1), ReviewType.SpamDetection, 1, 0, 0),
                new DayStats(first.AddDays(1), ReviewType.FlaggedPost, 0, 0, 1),
            ]);
        last.OpenBefore.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create(ReviewType.FlaggedPost, 1));
        last.Days.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Figures_OfTimesAreByNearestRank()
    {
        (await Queue.GetPeriodStatsAsync(Midnight())).Age.ShouldBeNull();
        for (int i = 1; i <= 10; i++)
        {
            await Queue.AddAsync(Request(Target(i), ReviewType.FlaggedPost, 3));
        }

        for (int i = 1; i < 10; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await Queue.DecideAsync(Target(i), new ReviewDecision(true, 9));
        }

        ReviewPeriodStats stats = await Queue.GetPeriodStatsAsync(Midnight());

        stats.Resolution.ShouldBe(new Percentiles(9, Minutes(5), Minutes(9), Minutes(9)));
        stats.Age.ShouldBe(new Percentiles(1, Minutes(9), Minutes(9), Minutes(9)));

        static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);
    }

    [Fact]
    public async Task Figures_OfModeratorsCountWhatEachDid()
    {
        for (int i = 1; i <= 4; i++)
        {
            await Queue.AddAsync(Request(Target(i), ReviewType.FlaggedPost, 3));
            ReviewClaim claim = (await ClaimAsync(Moderator))!;
            Clock.Advance(TimeSpan.FromSeconds(10 * i));
            await StepAsync(claim, i == 4 ? ReviewAction.Skip : ReviewAction.Reject);
            if (i == 3)
            {
                await Queue.UndoAsync(
                    new UndoRequest
                    {
                        ItemId = claim.Item.Id,
                        ModeratorId = Colleague,
                        Window = Hour,
                        IsLead = true,
                    }
                );
                await Queue.DecideAsync(Target(3), new ReviewDecision(true, Colleague));
            }
        }

        IReadOnlyList<ModeratorStats> moderators = (await Queue.GetPeriodStatsAsync(Midnight())).Moderators;

        moderators.ShouldBe([
            new ModeratorStats(Moderator, 3, TimeSpan.FromSeconds(20), Reversed: 1, Skipped: 1),
            new ModeratorStats(Colleague, 1, null, Reversed: 0, Skipped: 0),
        ]);
        moderators[0].ReversalRate.ShouldBe(new Ratio(1, 3));
    }

    [Fact]
    public async Task Figures_OfRulesAndReportersCountDecisions()
    {
        ReviewRequest request = Request(Post, ReviewType.FlaggedPost, 3) with
        {
            Reasons = [new ReviewReason("links", "body"), new ReviewReason("links", "title"), new("reported: a b")],
            VoterId = 2,
        };
        await Queue.AddAsync(request with { Target = Target(1) });
        await Queue.AddAsync(request with { Target = Target(1), Reasons = [new ReviewReason("later")], VoterId = 3 });
        await Queue.AddAsync(request with { Target = Target(2) });
        await Queue.AddAsync(request with { Target = Target(3) });
        await Queue.DecideAsync(Target(1), new ReviewDecision(true, 9));
        await Queue.DecideAsync(Target(2), new ReviewDecision(false, 9));

        ReviewPeriodStats stats = await Queue.GetPeriodStatsAsync(Midnight());

        stats.Rules.ShouldBe([
            new RuleStats("links", 1, 1),
            new RuleStats("reported", 1, 1),
            new RuleStats("later", 1, 0),
        ]);
        stats.Reporters.ShouldBe([new ReporterStats(2, 1, 1), new ReporterStats(3, 0, 1)]);
        (await Queue.GetReporterAsync(2, Clock.GetUtcNow())).ShouldBe(new ReporterRecord(3, 1, 1));
        Clock.Advance(Hour);
        (await Queue.GetReporterAsync(2, Clock.GetUtcNow())).ShouldBe(new ReporterRecord(0, 1, 1));
        (await Queue.GetReporterAsync(1, Clock.GetUtcNow())).ShouldBe(new ReporterRecord(0, 0, 0));
    }

    private DateTimeOffset Midnight() => new(Clock.GetUtcNow().Date, TimeSpan.Zero);
}
