using System.CommandLine;

namespace LearningStudio.HostApi.Commands;

/// <summary>The command <c>health</c>: asks a running host, so that its image needs no other program to do it.</summary>
internal sealed class HealthCommand : Command
{
    private const int Ready = 0;
    private const int NotReady = 1;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public HealthCommand()
        : base("health", "Asks a running host once, for at most five seconds, whether it is ready.")
    {
        var address = new Argument<Uri>("address")
        {
            CustomParser = argument =>
            {
                if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out Uri? given))
                {
                    return given;
                }

                argument.AddError("<address> must be absolute, for example http://127.0.0.1:8080/health/ready.");
                return null;
            },
            Description = "The address to ask, for example http://127.0.0.1:8080/health/ready.",
        };
        Add(address);
        SetAction(
            (parsed, ct) => AskAsync(parsed.GetRequiredValue(address), parsed.InvocationConfiguration.Output, ct)
        );
    }

    // Degraded is ready.
    private static async Task<int> AskAsync(Uri address, TextWriter output, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Limit };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(address, cancellationToken);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? Ready : NotReady;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or OperationCanceledException or NotSupportedException)
        {
            await output.WriteLineAsync(failure.Message);
            return NotReady;
        }
    }
}
