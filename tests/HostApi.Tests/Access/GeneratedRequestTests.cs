using System.Text.Json;
using LearningStudio.HostApi.Tests.Load;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Access;

/// <summary>
/// Ten thousand requests after the OpenAPI document, in mixed case and of every caller: none fails, none succeeds that
/// <see cref="StateTable"/> forbids in every state, and none that is refused writes anything.
/// </summary>
public sealed class GeneratedRequestTests(StateHost states, ITestOutputHelper output) : IClassFixture<StateHost>
{
    private const int Requests = 10_000;
    private const int Renewal = 250;
    private const int Seed = 20261130;
    private static readonly string[] MadeIn = ["open", "locked", "held", "deleted", "closed", "escalated", "unknown"];
    private readonly List<string> _wrong = [];
    private readonly SortedDictionary<int, int> _answers = [];

    [Fact]
    public async Task Requests_WriteOnlyWhatTheTableAllows()
    {
        var random = new Random(Seed);
        using HttpClient client = states.Host.CreateDefaultClient();
        using JsonDocument document = JsonDocument.Parse(
            await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))
        );
        var requests = new GeneratedRequest(
            ApiOperation.ReadAll(document.RootElement),
            Examples(document.RootElement),
            random
        );
        await using var watch = new SqliteConnection(states.Host.Get<IConfiguration>()["Repositories:Sqlite"]);
        await watch.OpenAsync();
        IReadOnlyDictionary<string, long>[] things = [];
        for (int i = 0; i < Requests; i++)
        {
            if (i % Renewal == 0)
            {
                things = await MakeAsync();
            }

            (HttpRequestMessage request, ApiOperation operation) = requests.Next(things);
            using (request)
            {
                await AskAsync(
                    client,
                    request,
                    operation,
                    StateHost.Callers[random.Next(StateHost.Callers.Count)],
                    watch
                );
            }
        }

        output.WriteLine(string.Join(", ", _answers.Select(answer => $"{answer.Key}: {answer.Value}")));
        _wrong.ShouldBeEmpty();
        // Otherwise the requests ask for nothing.
        _answers.Where(answer => answer.Key < 300).Sum(answer => answer.Value).ShouldBeGreaterThan(Requests / 4);
        _answers.Keys.ShouldBeSubsetOf([200, 201, 202, 204, 400, 401, 403, 404, 409]);
    }

    private async Task<IReadOnlyDictionary<string, long>[]> MakeAsync()
    {
        var things = new List<IReadOnlyDictionary<string, long>>();
        foreach (string state in MadeIn)
        {
            things.Add(await states.MakeAsync(state, "author"));
        }

        return [.. things];
    }

    private async Task AskAsync(
        HttpClient client,
        HttpRequestMessage request,
        ApiOperation operation,
        (string Name, string? Credentials) caller,
        SqliteConnection watch
    )
    {
        if (caller.Credentials is { } credentials)
        {
            request.Headers.Add("Authorization", credentials);
        }

        long before = Version(watch);
        using HttpResponseMessage answer = await client.SendAsync(request);
        int status = (int)answer.StatusCode;
        _answers[status] = _answers.GetValueOrDefault(status) + 1;
        // Nothing here is that moderator's own.
        string role = caller.Name == "own moderator" ? "moderator" : caller.Name;
        bool isAllowed = StateTests.MaySucceed(operation.Method, operation.Path, role);
        bool hasWritten = Version(watch) != before;
        if (status >= 500 || (status < 300 && !isAllowed) || (status >= 400 && hasWritten))
        {
            _wrong.Add($"{caller.Name}: {request.Method} {request.RequestUri} {status} written: {hasWritten}");
        }
    }

    // Changes with every commit of another connection.
    private static long Version(SqliteConnection watch)
    {
        using SqliteCommand command = watch.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    private static Dictionary<string, JsonElement> Examples(JsonElement document) =>
        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Where(operation => operation.Value.TryGetProperty("requestBody", out _))
                    .Select(operation =>
                        (
                            $"{operation.Name.ToUpperInvariant()} {path.Name}",
                            operation
                                .Value.GetProperty("requestBody")
                                .GetProperty("content")
                                .GetProperty("application/json")
                                .GetProperty("example")
                        )
                    )
            )
            .ToDictionary(StringComparer.Ordinal);
}
