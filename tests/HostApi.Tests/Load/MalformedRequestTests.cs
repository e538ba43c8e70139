using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>Ten thousand requests made wrong after the host's own OpenAPI document.</summary>
public sealed class MalformedRequestTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Requests = 10_000;
    private const int Connections = 8;
    private const int Seed = 20260104;
    private const string BrokenOff = "broken off while sending";

    // Measured: 1 to 25 MiB over the second half. What is over may be garbage not yet collected; 13 KiB a request would be a leak.
    private const double MaxGrowth = 64;

    // The server refuses some requests by their headers and closes, while their headers or bodies are still being sent.
    private const int MaxBrokenOff = Requests / 100;
    private static readonly string[] Internals =
    [
        "Exception",
        "   at ",
        "System.",
        "Microsoft.",
        "Npgsql",
        "SQLite",
        "stack trace",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("malformed-");
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly HttpClient _client = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        }
    );
    private HostProcess _host = null!;

    public async Task InitializeAsync() =>
        _host = await HostProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Repositories:Sqlite"] = $"Data Source={Path.Combine(_folder.FullName, "forum.db")}",
            }
        );

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task MalformedRequests_AreAnsweredWithProblemsThatTellNothingOfTheInside()
    {
        output.WriteLine($"seed {Seed}");
        IReadOnlyList<ApiOperation> operations = await OperationsAsync();
        operations.Count.ShouldBeGreaterThan(10);

        await SendAsync(operations, Seed);
        double half = _host.ResidentMebibytes();
        await SendAsync(operations, Seed + Connections);
        double growth = _host.ResidentMebibytes() - half;

        foreach ((string answer, int count) in _answers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{answer}: {count}");
        }

        double heap = await _host.HeapMebibytesAsync(_client);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"memory {half:0} MiB and {growth:+0;-0} MiB, heap {heap:0} MiB"
            )
        );
        _answers.Values.Sum().ShouldBe(Requests);
        _wrong.ShouldBeEmpty(_host.Output);
        _answers.GetValueOrDefault(BrokenOff).ShouldBeLessThan(MaxBrokenOff);
        growth.ShouldBeLessThan(MaxGrowth);
        // Not a topic: a moderator among the senders may have deleted it.
        using HttpResponseMessage after = await _client.GetAsync(new Uri(_host.Address, "/api/v1/forums"));
        after.IsSuccessStatusCode.ShouldBeTrue();
    }

    private async Task<IReadOnlyList<ApiOperation>> OperationsAsync()
    {
        using JsonDocument document = JsonDocument.Parse(
            await _client.GetStringAsync(new Uri(_host.Address, "/openapi/v1.json"))
        );
        return ApiOperation.ReadAll(document.RootElement);
    }

    private Task SendAsync(IReadOnlyList<ApiOperation> operations, int seed) =>
        Task.WhenAll(
            Enumerable
                .Range(seed, Connections)
                .Select(own =>
                    Task.Run(async () =>
                    {
                        var requests = new MalformedRequests(_host.Address, operations, own);
                        for (int i = 0; i < Requests / 2 / Connections; i++)
                        {
                            await SendAsync(requests.Next(), $"seed {own}, request {i}");
                        }
                    })
                )
        );

    private async Task SendAsync(HttpRequestMessage request, string which)
    {
        string address = request.RequestUri!.OriginalString;
        which = $"{which}: {request.Method} {address[..Math.Min(address.Length, 150)]}";
        using (request)
        {
            try
            {
                using HttpResponseMessage answer = await _client.SendAsync(request);
                string text = await answer.Content.ReadAsStringAsync();
                string? type = answer.Content.Headers.ContentType?.MediaType;
                int status = (int)answer.StatusCode;
                // The server itself refuses what it cannot read as a request, before any of the host's code: without a body.
                Count($"{status} {(text.Length == 0 ? "without a body" : type)}");
                if (
                    status >= 500
                    || (status >= 400 && text.Length > 0 && (!IsProblem(request, type) || IsTelling(text)))
                )
                {
                    _wrong.Enqueue($"{which}: {status} {type} {text[..Math.Min(text.Length, 300)]}");
                }
            }
            catch (HttpRequestException failure)
                when (failure.InnerException is IOException
                    && (request.Content is not null || failure.InnerException.InnerException is SocketException)
                )
            {
                Count(BrokenOff);
            }
            catch (HttpRequestException failure)
            {
                Count("no answer");
                _wrong.Enqueue($"{which}: {failure.Message} {failure.InnerException?.Message}");
            }
        }
    }

    // Who asks for something else than JSON is told the status as plain text.
    private static bool IsProblem(HttpRequestMessage request, string? type) =>
        type is "application/problem+json" || (type is "text/plain" && request.Headers.Contains("Accept"));

    private static bool IsTelling(string text) =>
        Internals.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private void Count(string answer) => _answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
}
