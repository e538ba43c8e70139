using System.Diagnostics;
using LearningStudio.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>A topic that thousands have written in is deleted without thousands of calls to the cache.</summary>
public abstract class LongTopicTests(Backend backend, ITestOutputHelper output)
{
    private const int Posts = 18_000;
    private const int Authors = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public sealed class OnEmbedded(ITestOutputHelper output) : LongTopicTests(Backend.Embedded, output);

    public sealed class OnServers(ITestOutputHelper output) : LongTopicTests(Backend.Servers, output);

    [Fact]
    public async Task DeletionAndRestoration_TakeTwoSecondsAtMost()
    {
        await using ForumHost host = new(backend);
        using HttpClient started = host.CreateClient();
        long topic = await LoadAsync(host);
        var work = host.Get<IForumUnitOfWork>();
        DateTimeOffset now = host.Clock.GetUtcNow();
        await work.ExecuteAsync((session, ct) => session.Topics.PinAsync(topic, cancellationToken: ct));
        long begun = Stopwatch.GetTimestamp();
        (await work.ExecuteAsync((session, ct) => session.Topics.DeleteAsync(topic, now, ct))).ShouldBeTrue();
        TimeSpan deleted = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        (await work.ExecuteAsync((session, ct) => session.Topics.RestoreAsync(topic, ct))).ShouldBeTrue();
        TimeSpan restored = Stopwatch.GetElapsedTime(begun);

        output.WriteLine($"deleted in {deleted.TotalSeconds:0.000} s, restored in {restored.TotalSeconds:0.000} s");
        deleted.ShouldBeLessThan(Longest);
        restored.ShouldBeLessThan(Longest);
    }

    private static async Task<long> LoadAsync(ForumHost host)
    {
        DateTimeOffset at = host.Clock.GetUtcNow().AddDays(-30);
        long first = 0;
        await host
            .Services.GetRequiredService<IForumBulkLoader>()
            .LoadAsync(
                "long",
                async (load, ct) =>
                {
                    first = load.FirstId;
                    BulkUser[] users =
                    [
                        .. Enumerable
                            .Range(1, Authors)
                            .Select(id => new BulkUser(first + id, $"u{first + id}", $"U{id}", 1, at, at)),
                    ];
                    await load.AddUsersAsync(users, ct);
                    long forum = await load.EnsureForumAsync(new BulkForum(null, "long", "Long"), ct);
                    await load.AddTopicsAsync(
                        [new BulkTopic(first + 1, forum, first + 1, null, "Long", at, ViewCount: 0)],
                        ct
                    );
                    await load.AddPostsAsync(
                        [
                            .. Enumerable
                                .Range(1, Posts)
                                .Select(id => new BulkPost(
                                    first + id,
                                    first + 1,
                                    null,
                                    first + 1 + (id % Authors),
                                    null,
                                    "Text",
                                    at.AddSeconds(id)
                                )),
                        ],
                        ct
                    );
                }
            );
        return first + 1;
    }
}
