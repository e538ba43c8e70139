using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using LearningStudio.HostApi.Tests.Load;
using LearningStudio.Tests.Servers;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>
/// Writers are killed at a random moment between the commit and the end of their handlers, while two hosts serve what they
/// have cached: two seconds after a commit nobody may read what was before it. 20 times, with LEARNINGSTUDIO_FULL 500 times.
/// </summary>
public sealed class KilledWriterTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Lanes = 2;
    private const int MaxDelayMicroseconds = 120_000;
    private static readonly int Kills = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is "1" ? 500 : 20;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("killed-");
    private readonly RedisServer _redis = new();
    private readonly ConcurrentQueue<double> _seenAfter = new();
    private readonly ConcurrentQueue<string> _stale = new();
    private readonly List<HostProcess> _hosts = [];
    private readonly List<HttpClient> _readers = [];
    private int _handled;

    public Task InitializeAsync() => _redis.BeginAsync();

    public async Task DisposeAsync()
    {
        _readers.ForEach(reader => reader.Dispose());
        foreach (HostProcess host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _redis.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task OnPostgreSql_NothingIsStaleAfterTwoSeconds()
    {
        await using ForumDatabase database = await ForumDatabase.CreateAsync(await PostgreSqlServer.SharedAsync());
        await SurviveAsync("postgresql", "Repositories:PostgreSql", database.ConnectionString);
    }

    [Fact]
    public Task OnSqlite_NothingIsStaleAfterTwoSeconds() =>
        SurviveAsync("sqlite", "Repositories:Sqlite", $"Data Source={Path.Combine(_folder.FullName, "forum.db")}");

    private async Task SurviveAsync(string engine, string setting, string connection)
    {
        var settings = new Dictionary<string, string> { [setting] = connection, ["Redis"] = _redis.Configuration };
        for (int i = 0; i < 2; i++)
        {
            _hosts.Add(await HostProcess.StartAsync(settings));
            _readers.Add(new HttpClient { BaseAddress = new Uri(_hosts[i].Address, "/api/v1/") });
        }

        var writer = new CrashingWriter(engine, connection, _redis.Configuration);
        long[] forums = [.. Leaves(await ReadAsync(_readers[0], "forums")).Take(Lanes)];
        await Task.WhenAll(forums.Select((forum, lane) => RunAsync(writer, forum, new Random(lane))));

        double[] seen = [.. _seenAfter.Order()];
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Kills} writers killed, {_handled} of them after their handlers: seen after {seen[seen.Length / 2]:0} ms, 99 % {seen[seen.Length * 99 / 100]:0} ms, at the latest {seen[^1]:0} ms"
            )
        );
        _stale.ShouldBeEmpty();
        _handled.ShouldBeLessThan(Kills);
    }

    // Each lane has a forum of its own, whose last post is then the one that was written last.
    private async Task RunAsync(CrashingWriter writer, long forum, Random random)
    {
        long[] topics = Ids(await ReadAsync(_readers[0], $"forums/{forum}/topics?page_size=10"));
        for (int i = 0; i < Kills / Lanes; i++)
        {
            long topic = topics[i % topics.Length];
            string page = $"topics/{topic}?page_size=100&page={1 + (i / topics.Length / 50)}";
            string text = $"Number {forum}-{i}.";
            // Half of them die at once, the others while their handlers run.
            TimeSpan delay = TimeSpan.FromMicroseconds(i % 2 == 0 ? 0 : random.Next(MaxDelayMicroseconds));
            foreach (HttpClient reader in _readers)
            {
                await ReadAsync(reader, page);
                await ReadAsync(reader, "forums");
            }

            KilledWrite written = await writer.ReplyAsync(topic, text, delay);
            Interlocked.Add(ref _handled, written.WasHandled ? 1 : 0);
            await Task.WhenAll(
                _readers.SelectMany(reader =>
                    new[]
                    {
                        SeesAsync(reader, page, written, answer => Contains(answer, text)),
                        SeesAsync(reader, "forums", written, answer => IsLast(answer, forum, written.Post)),
                    }
                )
            );
        }
    }

    private async Task SeesAsync(
        HttpClient reader,
        string address,
        KilledWrite written,
        Func<JsonElement, bool> isFresh
    )
    {
        bool isStale = false;
        await ServerProcess.UntilAsync(
            async () =>
            {
                TimeSpan age = TimeProvider.System.GetUtcNow() - written.CommittedAt;
                if (isFresh(await ReadAsync(reader, address)))
                {
                    _seenAfter.Enqueue(age.TotalMilliseconds);
                    return true;
                }

                if (age > MaxAge && !isStale)
                {
                    isStale = true;
                    _stale.Enqueue($"{address} {age} after the commit");
                }

                await Task.Delay(Pause, TimeProvider.System);
                return false;
            },
            address
        );
    }

    private static async Task<JsonElement> ReadAsync(HttpClient reader, string address)
    {
        string text = await reader.GetStringAsync(new Uri(address, UriKind.Relative));
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private static bool Contains(JsonElement page, string text) =>
        page.GetRawText().Contains(text, StringComparison.Ordinal);

    private static long[] Ids(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(topic => topic.GetProperty("id").GetInt64())];

    private static bool IsLast(JsonElement forums, long forum, long post) =>
        Nodes(forums)
            .Single(node => node.GetProperty("id").GetInt64() == forum)
            .GetProperty("lastPost")
            .GetProperty("id")
            .GetInt64() == post;

    private static IEnumerable<long> Leaves(JsonElement forums) =>
        Nodes(forums)
            .Where(node => node.GetProperty("forums").GetArrayLength() == 0)
            .Select(node => node.GetProperty("id").GetInt64());

    // Whatever the list calls its parts: forums are what has forums.
    private static IEnumerable<JsonElement> Nodes(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Nodes),
            JsonValueKind.Object when json.TryGetProperty("lastPost", out _) => Nodes(json.GetProperty("forums"))
                .Prepend(json),
            JsonValueKind.Object => json.EnumerateObject().SelectMany(part => Nodes(part.Value)),
            _ => [],
        };
}
