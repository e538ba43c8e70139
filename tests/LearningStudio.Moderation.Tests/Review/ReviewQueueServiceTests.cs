using System.Diagnostics.Metrics;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.InMemory;
using LearningStudio.Moderation.Review.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests.Review;

public sealed class ReviewQueueServiceTests : IDisposable
{
    private static readonly ReviewTarget Post = new(ReviewTargetKind.Post, 7);
    private static readonly Moderator Ann = new(101);
    private static readonly Moderator Lead = new(102, IsLead: true);
    private static readonly Reporter Reader = new() { UserId = 5, TrustLevel = 1 };
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, double> _measured = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private ServiceProvider? _services;

    public void Dispose()
    {
        _listener.Dispose();
        _services?.Dispose();
    }

    [Fact]
    public async Task Claim_LastsForTheLeaseOfTheOptions()
    {
        ReviewQueueService service = Service(o => o.Lease = TimeSpan.FromMinutes(2));
        await service.AddAsync(Request());

        ReviewClaim claim = (await service.ClaimNextAsync(Ann)).Single();

        claim.Until.ShouldBe(_clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        (await service.RenewAsync(claim.Lease)).ShouldBeTrue();
        (await service.ClaimAsync(Lead, claim.Item.Id)).ShouldBeNull();
        (await service.ReleaseAsync(claim.Lease)).ShouldBeTrue();
        (await service.ClaimAsync(Lead, claim.Item.Id)).ShouldNotBeNull();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => service.ClaimNextAsync(Ann, 21));
    }

    [Fact]
    public async Task Deadline_IsThatOfThePriority()
    {
        ReviewQueueService service = Service(o => o.Deadlines.Priority2 = TimeSpan.FromHours(4));

        await service.AddAsync(Request());

        (await service.ClaimNextAsync(Ann)).Single().Item.DueAt.ShouldBe(_clock.GetUtcNow().AddHours(4));
    }

    [Fact]
    public async Task Decision_ClosesTheOtherItemsOfTheTarget()
    {
        ReviewQueueService service = Service();
        await service.AddAsync(Request());
        await service.AddAsync(Request() with { Type = ReviewType.NewUserPost });
        ReviewClaim claim = (await service.ClaimNextAsync(Ann)).Single();

        (await service.DecideAsync(claim.Lease, ReviewAction.Reject, "spam")).ShouldBe(ReviewOutcome.Done);

        (await service.GetStatisticsAsync()).Open.ShouldBe(0);
        (await service.GetHistoryAsync(1)).ApprovalRate.ShouldBe(new Ratio(0, 2));
    }

    [Theory]
    [InlineData(ReviewAction.Escalate)]
    [InlineData(ReviewAction.AskForInfo)]
    [InlineData(ReviewAction.Skip)]
    public async Task StepThatDoesNotDecide_LeavesTheOtherItems(ReviewAction action)
    {
        ReviewQueueService service = Service();
        await service.AddAsync(Request());
        await service.AddAsync(Request() with { Type = ReviewType.NewUserPost });

        await service.DecideAsync((await service.ClaimNextAsync(Ann)).Single().Lease, action);

        (await service.GetStatisticsAsync()).Open.ShouldBe(2);
    }

    [Fact]
    public async Task Undo_IsForTheWindowOfTheOptions()
    {
        ReviewQueueService service = Service(o => o.UndoWindow = TimeSpan.FromMinutes(5));
        long id = await service.AddAsync(Request());
        await service.DecideAsync((await service.ClaimNextAsync(Ann)).Single().Lease, ReviewAction.Reject);

        (await service.UndoAsync(new Moderator(103), id)).ShouldBe(ReviewOutcome.Conflict);
        (await service.UndoAsync(Lead, id)).ShouldBe(ReviewOutcome.Done);
        await service.DecideAsync((await service.ClaimNextAsync(Ann)).Single().Lease, ReviewAction.Reject);
        _clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(1));
        (await service.UndoAsync(Lead, id)).ShouldBe(ReviewOutcome.Conflict);
    }

    [Fact]
    public async Task Report_WeighsOneUnlessTheOptionsSayOtherwise()
    {
        foreach ((bool weighted, double expected) in new[] { (false, 1.0), (true, 3.0) })
        {
            ReviewQueueService service = Service(o => o.Reports.Weighted = weighted);

            ReportOutcome outcome = await service.ReportAsync(
                new Reporter
                {
                    UserId = 5,
                    TrustLevel = 1,
                    IsStaff = true,
                },
                new Report
                {
                    Target = Post,
                    Code = "rude",
                    AuthorId = 1,
                }
            );

            outcome.ShouldBe(ReportOutcome.Accepted);
            ReviewItem item = (await service.ClaimNextAsync(Ann)).Single().Item;
            (item.Type, item.Votes, item.VoteWeight).ShouldBe((ReviewType.FlaggedPost, 1, expected));
            item.Reasons.Single().Code.ShouldBe("reported-rude");
        }
    }

    [Fact]
    public async Task Reports_AreLimitedPerDayForAllButStaff()
    {
        ReviewQueueService service = Service(o => o.Reports.DailyLimit = 2);
        var report = new Report { Target = Post, Code = "rude" };

        ReportOutcome[] outcomes = new ReportOutcome[3];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = await service.ReportAsync(
                Reader,
                new Report { Target = Post with { Id = i }, Code = "rude" }
            );
        }

        outcomes.ShouldBe([ReportOutcome.Accepted, ReportOutcome.Accepted, ReportOutcome.OverLimit]);
        (
            await service.ReportAsync(
                new Reporter
                {
                    UserId = 5,
                    TrustLevel = 1,
                    IsStaff = true,
                },
                report
            )
        ).ShouldBe(ReportOutcome.Accepted);
        _clock.Advance(TimeSpan.FromHours(25));
        (await service.ReportAsync(Reader, report)).ShouldBe(ReportOutcome.Accepted);
    }

    [Fact]
    public async Task OwnPostOrBadCode_IsNotTaken()
    {
        ReviewQueueService service = Service();

        (
            await service.ReportAsync(
                Reader,
                new Report
                {
                    Target = Post,
                    Code = "rude",
                    AuthorId = 5,
                }
            )
        ).ShouldBe(ReportOutcome.Own);
        await Should.ThrowAsync<ArgumentException>(() =>
            service.ReportAsync(Reader, new Report { Target = Post, Code = "a:b" })
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            service.ReportAsync(Reader, new Report { Target = Post, Code = " " })
        );
        (await service.GetStatisticsAsync()).Open.ShouldBe(0);
    }

    [Fact]
    public async Task Report_SumsTheBacklogUpByDay()
    {
        ReviewQueueService service = Service();
        await service.AddAsync(Request());
        _clock.Advance(TimeSpan.FromDays(2));
        await service.AddAsync(Request() with { Target = Post with { Id = 8 } });
        await service.DecideAsync((await service.ClaimNextAsync(Ann)).Single().Lease, ReviewAction.Approve);
        DateOnly today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

        ReviewHistory report = await service.GetHistoryAsync(2);

        report
            .Days.Select(day => (day.Day, day.Type, day.In, day.Out, day.Backlog))
            .ShouldBe([
                (today.AddDays(-1), ReviewType.SpamDetection, 0, 0, 1),
                (today, ReviewType.SpamDetection, 1, 1, 1),
            ]);
        report.ReportAccuracy.Rate.ShouldBeNull();
    }

    [Fact]
    public async Task Maintenance_KeepsWhatIsRecent()
    {
        ReviewQueueService service = Service(o => o.Retention = TimeSpan.FromDays(30));
        await service.AddAsync(Request());
        await service.DecideAsync((await service.ClaimNextAsync(Ann)).Single().Lease, ReviewAction.Approve);
        _clock.Advance(TimeSpan.FromDays(30));

        (await service.MaintainAsync()).ShouldBe(0);
        _clock.Advance(TimeSpan.FromTicks(1));
        (await service.MaintainAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Metrics_TellDepthAgeActionsConflictsAndTakeovers()
    {
        ReviewQueueService service = Service();
        await service.AddAsync(Request());
        ReviewClaim late = (await service.ClaimNextAsync(Ann)).Single();
        _clock.Advance(TimeSpan.FromMinutes(10));
        await service.GetStatisticsAsync();
        _listener.RecordObservableInstruments();
        ReviewClaim taken = (await service.ClaimNextAsync(Lead)).Single();
        await service.DecideAsync(late.Lease, ReviewAction.Approve);
        await service.DecideAsync(taken.Lease, ReviewAction.Reject);
        await service.ReportAsync(Reader, new Report { Target = Post, Code = "rude" });

        _measured["moderation.review.depth open"].ShouldBe(1);
        _measured["moderation.review.age"].ShouldBe(600);
        _measured["moderation.review.takeovers"].ShouldBe(1);
        _measured["moderation.review.conflicts approve"].ShouldBe(1);
        _measured["moderation.review.actions reject"].ShouldBe(1);
        _measured["moderation.review.reports accepted"].ShouldBe(1);
    }

    [Fact]
    public async Task OnAnotherQueue_SettingsAndMetricsAreTheSame()
    {
        ReviewQueueService service = Service(o => o.Deadlines.Priority2 = TimeSpan.FromHours(4));
        ReviewQueueService within = service.On(new InMemoryReviewQueue(_clock));

        await within.AddAsync(Request());
        ReviewClaim claim = (await within.ClaimNextAsync(Ann)).Single();
        await within.DecideAsync(claim.Lease, ReviewAction.Approve);

        claim.Item.DueAt.ShouldBe(_clock.GetUtcNow().AddHours(4));
        _measured["moderation.review.actions approve"].ShouldBe(1);
        (await service.GetStatisticsAsync()).Open.ShouldBe(0);
        (await service.ClaimNextAsync(Ann)).ShouldBeEmpty();
    }

    private static ReviewRequest Request() =>
        new()
        {
            Target = Post,
            Type = ReviewType.SpamDetection,
            Priority = 2,
            Reasons = [],
            ReportedUserId = 1,
        };

    private ReviewQueueService Service(Action<ReviewOptions>? configure = null)
    {
        _services?.Dispose();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddMetrics()
            .AddLearningStudioModeration(o => configure?.Invoke(o.Review))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Measure(i, value, tags));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Measure(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Measure(i, value, tags));
        _listener.Start();
        return _services.GetRequiredService<ReviewQueueService>();
    }

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
        _measured[name] = _measured.GetValueOrDefault(name) + value;
    }
}
