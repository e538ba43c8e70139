using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

/// <summary>The command <c>health &lt;address&gt;</c>: asks a running host, so that its image needs no other program to do it.</summary>
internal static class HealthCommand
{
    private const int Ready = 0;
    private const int NotReady = 1;
    private const int WrongUsage = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Asks once, for at most five seconds.</summary>
    /// <returns>The exit code: 0 for an answer of success, degraded included, 1 for any other or none, 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] arguments, IAnsiConsole console)
    {
        if (arguments is not [var text] || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address))
        {
            console.WriteLine("Usage: health <address, for example http://127.0.0.1:8080/health/ready>");
            return WrongUsage;
        }

        using var client = new HttpClient { Timeout = Limit };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(address);
            console.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? Ready : NotReady;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or OperationCanceledException or NotSupportedException)
        {
            console.WriteLine(failure.Message);
            return NotReady;
        }
    }
}
