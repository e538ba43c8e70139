using System.Text.Json;
using System.Text.RegularExpressions;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using Microsoft.AspNetCore.Routing;

namespace LearningStudio.HostApi.Tests.Auditing;

/// <summary>Every write leaves its trace, and one without a row in <see cref="TraceTable"/> fails here.</summary>
public abstract partial class TraceTests(Backend backend) : IAsyncLifetime
{
    public sealed class OnEmbedded() : TraceTests(Backend.Embedded);

    public sealed class OnServers() : TraceTests(Backend.Servers);

    private readonly ForumHost _host = new(backend) { Settings = { ["Demo:Enabled"] = "true" } };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(TraceTable.Rows), MemberType = typeof(TraceTable))]
    public async Task Write_LeavesItsTrace(string name, Write[] before, Write write, int status, string[] traces)
    {
        foreach (Write step in before)
        {
            (await SendAsync(step)).Status.ShouldBeInRange(200, 204, name);
        }

        int prepared = (await ReadAsync()).Count;

        (int answered, JsonElement body) = await SendAsync(write);

        AuditEntry[] left = [.. (await ReadAsync()).Skip(prepared)];
        answered.ShouldBe(status, name);
        left.Select(Text).ShouldBe(traces, ignoreOrder: true);
        left.ShouldAllBe(entry => entry.RequestId != null && entry.At == _host.Clock.GetUtcNow());
        if (status >= 400 && left.Length > 0)
        {
            left[0].RequestId.ShouldBe(body.GetProperty("traceId").GetString());
        }
    }

    [Fact]
    public void EveryWrite_HasARow()
    {
        string[] routes =
        [
            .. _host
                .Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(route =>
                    (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                        .Where(method => method is not ("GET" or "HEAD" or "OPTIONS"))
                        .Select(method => $"{method} {Shape(route.RoutePattern.RawText!)}")
                ),
        ];

        routes.Length.ShouldBeGreaterThan(15);
        routes.ShouldBeSubsetOf(
            TraceTable
                .Rows.Where(row => ((string[])row[4]).Length > 0)
                .Select(row => (Write)row[2])
                .Select(write => $"{write.Method} {Shape($"/api/v1/{write.Address}")}")
        );
    }

    private async Task<(int Status, JsonElement Json)> SendAsync(Write write)
    {
        using var client = new ForumClient(_host, $"Demo {write.User}");
        return await client.SendAsync(new HttpMethod(write.Method), write.Address, write.Body);
    }

    private async Task<IReadOnlyList<AuditEntry>> ReadAsync() =>
        [
            .. (
                await _host.Get<IAuditRepository>().ListAsync(new AuditFilter(), new PageRequest(1, 100))
            ).Items.Reverse(),
        ];

    private static string Text(AuditEntry entry) =>
        $"{entry.ActorId} {entry.ActorRole} {entry.Action} {entry.TargetKind} {entry.Target} {entry.Outcome} {entry.Details}".TrimEnd();

    private static string Shape(string route) =>
        Parameter().Replace(route, "{}").Replace("switches/TOPICS", "switches/{}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}|(?<=/)[0-9]+(?=/|$)", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
