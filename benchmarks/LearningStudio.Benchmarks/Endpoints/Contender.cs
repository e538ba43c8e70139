namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>A program that answers, and how its answers were found to be.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Client">One connection to it.</param>
internal sealed record Contender(string Name, HttpClient Client) : IDisposable
{
    public static Contender Of(string name, AppProcess app, int connections = 1) =>
        new(
            name,
            new HttpClient(
                new SocketsHttpHandler
                {
                    MaxConnectionsPerServer = connections,
                    UseProxy = false,
                    UseCookies = false,
                }
            )
            {
                BaseAddress = app.Address,
                Timeout = TimeSpan.FromMinutes(5),
            }
        );

    /// <summary>Sends a request and returns the statements it cost.</summary>
    public async Task<int> SendAsync(Endpoint endpoint, int number)
    {
        using HttpRequestMessage request = endpoint.Request(number);
        using HttpResponseMessage answer = await Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return int.Parse(
            answer.Headers.GetValues("X-Statement-Count").Single(),
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    public void Dispose() => Client.Dispose();
}
