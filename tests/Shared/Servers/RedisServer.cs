using StackExchange.Redis;

namespace LearningStudio.Tests.Servers;

/// <summary>A redis-server on a free port of the loopback.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redis").FullName;
    private readonly ServerProcess _process;
    private ConnectionMultiplexer? _connection;

    public RedisServer(params string[] settings)
    {
        _process = new ServerProcess(
            "redis-server",
            ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--dir", _folder, .. settings],
            _folder
        );
    }

    public int Port { get; } = ServerProcess.FreePort();

    public string Configuration => $"127.0.0.1:{Port}";

    public ServerProcess Process => _process;

    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.BeginAsync();
        return server;
    }

    public async Task BeginAsync()
    {
        _process.Begin();
        await ServerProcess.UntilAsync(AnswersAsync, "redis-server");
    }

    /// <summary>A connection of the test's own, allowed everything.</summary>
    public async Task<IDatabase> ConnectAsync()
    {
        _connection ??= await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions
            {
                EndPoints = { Configuration },
                AllowAdmin = true,
                AbortOnConnectFail = false,
                ConnectTimeout = 1000,
                BacklogPolicy = BacklogPolicy.FailFast,
                HeartbeatInterval = TimeSpan.FromMilliseconds(50),
                ReconnectRetryPolicy = new LinearRetry(50),
            }
        );
        return _connection.GetDatabase();
    }

    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments) =>
        await (await ConnectAsync()).ExecuteAsync(command, arguments);

    /// <summary>Ends every connection but the test's own.</summary>
    public async Task CutConnectionsAsync()
    {
        await ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        await ExecuteAsync("CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes");
    }

    /// <summary>Kills the server and starts it again, with what it last saved or with nothing.</summary>
    public async Task RestartAsync(bool withData)
    {
        _process.Kill();
        string dump = Path.Combine(_folder, "dump.rdb");
        if (!withData && File.Exists(dump))
        {
            File.Delete(dump);
        }

        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync() => !(await ExecuteAsync("PING")).IsNull;
}
