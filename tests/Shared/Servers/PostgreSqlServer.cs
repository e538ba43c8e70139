using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LearningStudio.Tests.Servers;

/// <summary>A PostgreSQL server on a free port of the loopback, with a cluster of its own; gone with the process that started it.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> Started = new(() => Task.Run(() => Start("fsync=off")));
    private readonly string _folder = Directory.CreateTempSubdirectory("postgresql-").FullName;
    private readonly string _settings;

    private PostgreSqlServer(string settings) => _settings = settings;

    /// <summary>The path of the server's program.</summary>
    public static string Program => PathOf("postgres");

    public int Port { get; } = FreePort();

    /// <summary>The server that the tests of a process share.</summary>
    public static Task<PostgreSqlServer> SharedAsync() => Started.Value;

    public static PostgreSqlServer Start(params string[] settings)
    {
        var server = new PostgreSqlServer(string.Join(' ', settings.Select(setting => $"-c {setting}")));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        if (Environment.UserName == "root")
        {
            // The server refuses to run as root.
            Run("chown", ["postgres:", server._folder]);
        }

        string data = Path.Combine(server._folder, "data");
        RunAsServer("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        server.Begin();
        return server;
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Include Error Detail=true";

    public void Begin()
    {
        string options =
            $"-p {Port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 {_settings}";
        string log = Path.Combine(_folder, "log");
        RunAsServer(
            "pg_ctl",
            ["-D", Path.Combine(_folder, "data"), "-w", "-t", "60", "-l", log, "-o", options, "start"]
        );
    }

    /// <summary>Ends the server at once, as a crash would.</summary>
    public void Kill() => RunAsServer("pg_ctl", ["-D", Path.Combine(_folder, "data"), "-w", "-m", "immediate", "stop"]);

    /// <summary>Stops every process of the server where it is: connections stay open, and nothing is answered.</summary>
    public void Hang() => Signal("STOP");

    public void GoOn() => Signal("CONT");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            GoOn();
            Kill();
            Directory.Delete(_folder, recursive: true);
        }
    }

    // The first process and its children: each is the leader of a group of its own. A child may end meanwhile.
    private void Signal(string signal)
    {
        string file = Path.Combine(_folder, "data", "postmaster.pid");
        if (File.Exists(file))
        {
            string first = File.ReadLines(file).First();
            string children =
                $"for child in $(cat /proc/{first}/task/{first}/children); do kill -{signal} $child || :; done";
            Run("sh", ["-c", $"kill -{signal} {first} || exit 1; {children}"]);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string PathOf(string program) =>
        Directory
            .EnumerateDirectories("/usr/lib/postgresql")
            .OrderByDescending(version => version, StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin", program))
            .First(File.Exists);

    private static void RunAsServer(string program, string[] arguments)
    {
        string path = PathOf(program);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, string[] arguments)
    {
        // The server keeps what it inherits open: its output goes to its log, and nothing here waits for it.
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program },
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.");
        }
    }
}
