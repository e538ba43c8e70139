using System.Globalization;
using System.Net.Http.Json;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>A program that answers, and how its answers were found to be.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Client">Its connections.</param>
/// <param name="State">How its cache is before a request that is measured.</param>
internal sealed record Contender(string Name, HttpClient Client, CacheState State = CacheState.AsItIs) : IDisposable
{
    public const int Connections = 8;

    public static Contender Of(string name, AppProcess app, CacheState state = CacheState.AsItIs) =>
        new(
            name,
            new HttpClient(
                new SocketsHttpHandler
                {
                    MaxConnectionsPerServer = Connections,
                    UseProxy = false,
                    UseCookies = false,
                }
            )
            {
                BaseAddress = app.Address,
                Timeout = TimeSpan.FromMinutes(5),
            },
            state
        );

    /// <summary>What goes before a request and is not measured.</summary>
    public async Task PrepareAsync()
    {
        if (State != CacheState.Empty)
        {
            return;
        }

        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri("/api/v1/operations/invalidations", UriKind.Relative)
        );
        request.Headers.TryAddWithoutValidation("Authorization", "Demo demo4");
        request.Content = JsonContent.Create(new { everything = true });
        using HttpResponseMessage answer = await Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Sends a request and returns the statements it cost.</summary>
    public async Task<int> SendAsync(Endpoint endpoint, int number)
    {
        using HttpRequestMessage request = endpoint.Request(number).Message();
        using HttpResponseMessage answer = await Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return int.Parse(answer.Headers.GetValues("X-Statement-Count").Single(), CultureInfo.InvariantCulture);
    }

    public void Dispose() => Client.Dispose();
}
