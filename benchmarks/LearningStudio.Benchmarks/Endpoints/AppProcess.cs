using System.Diagnostics;
using LearningStudio.Tests.Servers;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>The sample host or the old services, as a process of its own on a free port of the loopback.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process _process;

    private AppProcess(string name, IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        // Built beside this program.
        string folder = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "..", "..", name, new DirectoryInfo(AppContext.BaseDirectory).Name)
        );
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, $"{name}.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address.AbsoluteUri;
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Error";
        start.Environment.Remove("REDIS_URL");
        foreach ((string key, string value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        _process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{ServerProcess.FreePort()}");

    /// <summary>Runs a command of the program to its end.</summary>
    public static async Task RunAsync(
        string name,
        IReadOnlyDictionary<string, string> settings,
        params string[] arguments
    )
    {
        await using var app = new AppProcess(name, settings, arguments);
        await app._process.WaitForExitAsync();
        if (app._process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} failed.");
        }
    }

    public static async Task<AppProcess> StartAsync(string name, IReadOnlyDictionary<string, string> settings)
    {
        var app = new AppProcess(name, settings, []);
        using var client = new HttpClient { BaseAddress = app.Address };
        await ServerProcess.UntilAsync(() => app.IsReadyAsync(client), $"{name} to be ready");
        return app;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException("The program ended at its start.");
        }

        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
