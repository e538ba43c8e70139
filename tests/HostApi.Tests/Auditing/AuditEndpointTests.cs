using System.Text.Json;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Tests.Commands;
using LearningStudio.HostApi.Tests.Commands.Import;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using Spectre.Console;

namespace LearningStudio.HostApi.Tests.Auditing;

/// <summary>How an admin reads the audit log, and what stands there of commands and failures.</summary>
public sealed class AuditEndpointTests : IAsyncLifetime
{
    private readonly ForumHost _host = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private readonly StringWriter _output = new();
    private ForumClient _admin = null!;
    private ForumClient _author = null!;

    public Task InitializeAsync()
    {
        _admin = new ForumClient(_host, "Demo demo4");
        _author = new ForumClient(_host, "Demo demo1");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        _author.Dispose();
        await _output.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Log_IsReadInPagesLatestFirst()
    {
        await WriteAsync(3);

        JsonElement first = await _admin.GetAsync("operations/audit?page_size=2");
        JsonElement second = await _admin.GetAsync(
            $"operations/audit?page_size=2&after={first.GetProperty("next").GetString()}"
        );

        Targets(first).ShouldBe(["10003", "10002"]);
        Targets(second).ShouldBe(["10001"]);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement entry = second.GetProperty("items")[0];
        entry.GetProperty("at").GetDateTimeOffset().ShouldBe(_host.Clock.GetUtcNow().AddMinutes(-3));
        (entry.GetProperty("actorId").GetInt64(), entry.GetProperty("actorRole").GetString()).ShouldBe((1, "user"));
    }

    [Theory]
    [InlineData("actor=4", "10001")]
    [InlineData("actor=1", "10002 10001")]
    [InlineData("action=post.delete", "10001")]
    [InlineData("target_kind=post&target=10001", "10001 10001")]
    [InlineData("target_kind=topic", "")]
    [InlineData("actor=1&action=post.add&target=10002", "10002")]
    [InlineData("from=2026-01-15T12:01:00Z&to=2026-01-15T12:02:00Z", "10002")]
    [InlineData("to=2026-01-15T12:01:00Z", "10001")]
    [InlineData("from=2026-01-15T14:02:00%2B02:00", "10001")]
    public async Task Filters_HoldTogether(string query, string targets)
    {
        await WriteAsync(2);
        await _admin.SendAsync(HttpMethod.Delete, "posts/10001");

        string.Join(' ', Targets(await _admin.GetAsync($"operations/audit?{query}"))).ShouldBe(targets);
    }

    [Theory]
    [InlineData("after=x", "after")]
    [InlineData("page_size=0", "page_size")]
    [InlineData("page_size=101", "page_size")]
    [InlineData("actor=x", "actor")]
    [InlineData("from=yesterday", "from")]
    [InlineData("action=%20", "action")]
    [InlineData("target=%00", "target")]
    public async Task BadQuery_IsRefusedByName(string query, string field)
    {
        (int status, JsonElement problem) = await _admin.SendAsync(HttpMethod.Get, $"operations/audit?{query}");

        status.ShouldBe(400);
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Fact]
    public async Task CursorOfAnotherFilter_IsRefused()
    {
        await WriteAsync(2);
        string? next = (await _admin.GetAsync("operations/audit?page_size=1")).GetProperty("next").GetString();

        (await _admin.SendAsync(HttpMethod.Get, $"operations/audit?actor=1&after={next}")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Answer_IsKeptNowhere()
    {
        using HttpClient client = _host.CreateClient();
        client.DefaultRequestHeaders.Add("Authorization", "Demo demo4");

        using HttpResponseMessage answer = await client.GetAsync(new Uri("/api/v1/operations/audit", UriKind.Relative));

        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        answer.Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task FailedEffect_LeavesItsTraceAlone()
    {
        await Should.ThrowAsync<TimeoutException>(() =>
            _host
                .Get<AuditTrail>()
                .RunAsync(
                    new AuditedAction("cache.invalidate", "key", ["a"]),
                    _ => throw new TimeoutException(),
                    default
                )
        );

        (await ReadAsync()).ShouldBe(["system cache.invalidate key a failed"]);
    }

    [Fact]
    public async Task EffectWithoutItsTrace_IsNotDone()
    {
        await _host.ScalarAsync<int?>("DROP TABLE audit_log");
        bool isDone = false;

        await Should.ThrowAsync<Exception>(() =>
            _host
                .Get<AuditTrail>()
                .RunAsync(
                    new AuditedAction("cache.invalidate", "key", ["a"]),
                    _ =>
                    {
                        isDone = true;
                        return Task.CompletedTask;
                    },
                    default
                )
        );

        isDone.ShouldBeFalse();
    }

    [Fact]
    public async Task Commands_LeaveTheirTraces()
    {
        using var dump = new Dump();
        IAnsiConsole console = WideConsole.Over(_output);
        string folder = Path.Combine(dump.Folder, "export");
        string file = Path.Combine(dump.Folder, "file");
        await File.WriteAllTextAsync(file, "");

        (await _host.Services.RunAsync(console, ["seed", "--posts", "200"])).ShouldBe(0, _output.ToString());
        (await _host.Services.RunAsync(console, ["export", folder])).ShouldBe(0, _output.ToString());
        (await _host.Services.RunAsync(console, ["export", file])).ShouldBe(1);
        (await _host.Services.RunAsync(console, ["import", dump.Folder, "--site", "Mine"])).ShouldBe(0);
        (await _host.Services.RunAsync(console, ["import", file, "--site", "Mine"])).ShouldBe(1);

        string[] traces = await ReadAsync();
        traces[..4]
            .ShouldBe([
                "system forum.import source mine failed",
                "system forum.import source mine done",
                "system forum.export forum all failed",
                "system forum.export forum all done",
            ]);
        traces[4..].ShouldHaveSingleItem().ShouldStartWith("system forum.seed source (seeded: 200 posts");
    }

    private async Task WriteAsync(int posts)
    {
        for (int i = 0; i < posts; i++)
        {
            await _author.PostAsync("topics/1/posts", new { body = "Text" });
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static string?[] Targets(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("target").GetString())];

    private async Task<string[]> ReadAsync() =>
        [
            .. (await _host.Get<IAuditRepository>().ListAsync(new AuditFilter(), new PageRequest(1, 100))).Items.Select(
                e => $"{e.ActorId}{e.ActorRole} {e.Action} {e.TargetKind} {e.Target} {e.Outcome}"
            ),
        ];
}
