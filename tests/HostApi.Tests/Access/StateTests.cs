using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace LearningStudio.HostApi.Tests.Access;

/// <summary>Every endpoint, caller and state of <see cref="StateTable"/>; a refused write leaves every table as it was.</summary>
public abstract partial class StateTests(StateHost states)
{
    public sealed class OnEmbedded(StateHost states) : StateTests(states), IClassFixture<StateHost>;

    public sealed class OnServers(StateHost.OnServers states) : StateTests(states), IClassFixture<StateHost.OnServers>;

    private static int _keys;

    [Theory]
    [MemberData(nameof(StateTable.Rows), MemberType = typeof(StateTable))]
    public async Task Endpoint_AnswersEachCaller(string endpoint, string? body, string state, string statuses)
    {
        string[] expected = statuses.Split(' ');
        expected.Length.ShouldBe(StateHost.Callers.Count);
        string[] actual = new string[expected.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            actual[i] = await AskAsync(endpoint, body, state, StateHost.Callers[i]);
        }

        Columns(actual).ShouldBe(Columns(expected), $"{endpoint} {state}");
    }

    [Fact]
    public void EveryEndpoint_HasARow()
    {
        string[] routes =
        [
            .. states
                .Host.Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(route =>
                    (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                        .Where(method => method != "HEAD")
                        .Select(method => $"{method} {Shape(route.RoutePattern.RawText!)}")
                )
                .Distinct(),
        ];

        routes.Length.ShouldBeGreaterThan(30);
        routes.ShouldBeSubsetOf(StateTable.Rows.Select(row => Shape((string)row[0])));
    }

    [Fact]
    public void EveryState_HasARow()
    {
        string[] missing =
        [
            .. StateTable
                .Rows.Select(row => $"{row[0]} {row[1]}")
                .Distinct()
                .SelectMany(endpoint =>
                    StateTable
                        .States.Where(thing => endpoint.Contains($"{{{thing.Key}}}", StringComparison.Ordinal))
                        .SelectMany(thing => thing.Value.Split(' '))
                        .Except(
                            StateTable.Rows.Where(row => $"{row[0]} {row[1]}" == endpoint).Select(row => (string)row[2])
                        )
                        .Select(state => $"{endpoint}: {state}")
                ),
        ];

        missing.ShouldBeEmpty();
    }

    /// <summary>Whether a caller's request to an endpoint succeeds in some state.</summary>
    public static bool MaySucceed(string method, string path, string caller)
    {
        int column = StateHost.Callers.Select(one => one.Name).ToList().IndexOf(caller);
        string shape = Shape($"{method} {path}");
        return StateTable
            .Rows.Where(row => Shape((string)row[0]) == shape)
            .Any(row => ((string)row[3]).Split(' ')[column][0] == '2');
    }

    private async Task<string> AskAsync(
        string endpoint,
        string? body,
        string state,
        (string Name, string? Credentials) caller
    )
    {
        IReadOnlyDictionary<string, long> names = await states.MakeAsync(state, caller.Name);
        (string method, string address) = endpoint.Split(' ') is [var m, var a] ? (m, a) : throw new FormatException();
        using HttpClient client = states.Host.CreateDefaultClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), Fill(address, names));
        if (caller.Credentials is { } credentials)
        {
            request.Headers.Add("Authorization", credentials);
        }

        request.Content = body is null ? null : new StringContent(Fill(body, names), Encoding.UTF8, "application/json");
        bool isWrite = method != "GET";
        string before = isWrite ? await states.DumpAsync() : "";

        using HttpResponseMessage answer = await client.SendAsync(request);

        if (isWrite && !answer.IsSuccessStatusCode)
        {
            (await states.DumpAsync()).ShouldBe(before, $"{endpoint} {state} changed something");
        }

        return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    private static string Fill(string text, IReadOnlyDictionary<string, long> names) =>
        names
            .Aggregate(
                text,
                (filled, name) =>
                    filled.Replace(
                        $"{{{name.Key}}}",
                        name.Value.ToString(CultureInfo.InvariantCulture),
                        StringComparison.Ordinal
                    )
            )
            .Replace("{key}", $"k{Interlocked.Increment(ref _keys)}", StringComparison.Ordinal);

    private static string Columns(IReadOnlyList<string> statuses) =>
        string.Join(", ", StateHost.Callers.Zip(statuses, (caller, status) => $"{caller.Name} {status}"));

    // Whatever stands for a parameter is one.
    private static string Shape(string endpoint) =>
        Parameter()
            .Replace(endpoint, "{}")
            .Split('?')[0]
            .Replace("docs/v1", "docs/{}", StringComparison.Ordinal)
            .Replace("index.html", "{}", StringComparison.Ordinal)
            .Replace("switches/users", "switches/{}", StringComparison.Ordinal)
            .TrimEnd('/');

    [GeneratedRegex(@"\{[^}]*\}|(?<=/)[0-9]+(?=/|$)", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
