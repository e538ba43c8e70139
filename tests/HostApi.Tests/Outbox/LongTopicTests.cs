using System.Diagnostics;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>A topic that thousands have written in is deleted without thousands of calls to the cache.</summary>
public abstract class LongTopicTests(Backend backend, ITestOutputHelper output)
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(2);

    public sealed class OnEmbedded(ITestOutputHelper output) : LongTopicTests(Backend.Embedded, output);

    public sealed class OnServers(ITestOutputHelper output) : LongTopicTests(Backend.Servers, output);

    [Theory]
    [InlineData(1000)]
    [InlineData(10_000)]
    public async Task DeletionAndRestoration_TakeTwoSecondsAtMost(int authors)
    {
        await using ForumHost host = new(backend);
        using HttpClient started = host.CreateClient();
        DateTimeOffset now = host.Clock.GetUtcNow();
        var topic = new LongTopic(18_000, authors, now.AddDays(-30));
        await host.Get<IForumBulkLoader>().LoadAsync("long", topic.LoadAsync);
        var work = host.Get<IForumUnitOfWork>();
        await work.ExecuteAsync((session, ct) => session.Topics.PinAsync(topic.Id, cancellationToken: ct));

        long begun = Stopwatch.GetTimestamp();
        (await work.ExecuteAsync((session, ct) => session.Topics.DeleteAsync(topic.Id, now, ct))).ShouldBeTrue();
        TimeSpan deleted = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        (await work.ExecuteAsync((session, ct) => session.Topics.RestoreAsync(topic.Id, ct))).ShouldBeTrue();
        TimeSpan restored = Stopwatch.GetElapsedTime(begun);

        output.WriteLine($"deleted in {deleted.TotalSeconds:0.000} s, restored in {restored.TotalSeconds:0.000} s");
        deleted.ShouldBeLessThan(MaxDuration);
        restored.ShouldBeLessThan(MaxDuration);
    }
}
