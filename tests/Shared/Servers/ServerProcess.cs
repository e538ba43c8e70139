using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace LearningStudio.Tests.Servers;

/// <summary>A server that a test started: killed, stopped and continued as the test wants, gone with it.</summary>
public sealed class ServerProcess : IDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private readonly ProcessStartInfo _start;
    private Process? _process;

    public ServerProcess(string program, IEnumerable<string> arguments, string folder)
    {
        _start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits for a condition, as long as a loaded machine may take.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await HoldsAsync(condition))
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited in vain for {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    // While a server comes or goes its connections fail.
    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (RedisException)
        {
            return false;
        }
    }

    public void Begin()
    {
        _process = Process.Start(_start) ?? throw new InvalidOperationException($"{_start.FileName} did not start.");
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public void Kill()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Hang() => Signal(Stop);

    public void GoOn() => Signal(Continue);

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            GoOn();
        }

        Kill();
    }

    private void Signal(int signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        kill.WaitForExit();
    }
}
