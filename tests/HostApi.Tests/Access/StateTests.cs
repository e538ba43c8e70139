using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace LearningStudio.HostApi.Tests.Access;

/// <summary>Every endpoint, caller and state of <see cref="StateTable"/>; a refused write leaves every table as it was.</summary>
public sealed partial class StateTests(StateHost states) : IClassFixture<StateHost>
{
    private static int _keys;

    [Theory]
    [MemberData(nameof(StateTable.Rows), MemberType = typeof(StateTable))]
    public async Task Endpoint_AnswersEachCaller(string endpoint, string? body, string state, string statuses)
    {
        string[] expected = statuses.Split(' ');
        if (expected.Length < StateHost.Callers.Count)
        {
            expected = [.. expected, expected[^1]];
        }

        string[] actual = new string[expected.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            actual[i] = await AskAsync(endpoint, body, state, StateHost.Callers[i].Credentials);
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

    private async Task<string> AskAsync(string endpoint, string? body, string state, string? credentials)
    {
        IReadOnlyDictionary<string, long> names = await states.MakeAsync(state);
        (string method, string address) = endpoint.Split(' ') is [var m, var a] ? (m, a) : throw new FormatException();
        using HttpClient client = states.Host.CreateDefaultClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), Fill(address, names));
        if (credentials is not null)
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
