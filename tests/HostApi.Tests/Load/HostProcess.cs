using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LearningStudio.Tests.Servers;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>The sample host as a process of its own on a free port of the loopback: what a test does to it is what an operator sees.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int KeptLines = 200;
    private readonly ProcessStartInfo _start;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <param name="settings">Settings over those of the host, for example <c>Repositories:Sqlite</c>.</param>
    /// <param name="arguments">A command of the host; none to serve.</param>
    public HostProcess(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        Address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        _start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HostApi.dll"), .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _start.Environment["ASPNETCORE_URLS"] = Address.AbsoluteUri;
        _start.Environment["Logging__LogLevel__Default"] = "Warning";
        _start.Environment.Remove("REDIS_URL");
        foreach ((string key, string value) in settings)
        {
            _start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
    }

    public Uri Address { get; }

    /// <summary>The last lines that the process wrote.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Runs a command of the host to its end.</summary>
    public static async Task RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        (int exitCode, string output) = await EndAsync(settings, arguments);
        exitCode.ShouldBe(0, output);
    }

    /// <summary>Runs a command, or a host that does not start, to its end.</summary>
    public static async Task<(int ExitCode, string Output)> EndAsync(
        IReadOnlyDictionary<string, string> settings,
        params string[] arguments
    )
    {
        await using var command = new HostProcess(settings, arguments);
        command.Begin();
        await command._process!.WaitForExitAsync();
        return (command._process.ExitCode, command.Output);
    }

    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var host = new HostProcess(settings);
        host.Begin();
        using var client = new HttpClient { BaseAddress = host.Address };
        await ServerProcess.UntilAsync(() => host.IsReadyAsync(client), "the host to be ready");
        return host;
    }

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMebibytes()
    {
        string line = File.ReadLines($"/proc/{_process!.Id}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(
                line.AsSpan(6, line.Length - 8),
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture
            ) / 1024.0;
    }

    /// <summary>The managed heap in MiB, as of the last collection, from the host's metrics.</summary>
    public async Task<double> HeapMebibytesAsync(HttpClient client)
    {
        string metrics = await client.GetStringAsync(new Uri(Address, "/metrics"));
        return metrics
                .Split('\n')
                .Where(line => line.StartsWith("dotnet_gc_last_collection_heap_size_bytes{", StringComparison.Ordinal))
                .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)) / (1024 * 1024);
    }

    public ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Begin()
    {
        _process = Process.Start(_start) ?? throw new InvalidOperationException("The host did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
            if (_output.Count > KeptLines)
            {
                _output.TryDequeue(out _);
            }
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        _process!.HasExited.ShouldBeFalse(Output);
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
