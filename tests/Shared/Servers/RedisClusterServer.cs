using StackExchange.Redis;

namespace LearningStudio.Tests.Servers;

/// <summary>A Redis Cluster of three primaries.</summary>
public sealed class RedisClusterServer : IAsyncDisposable
{
    private const int Slots = 16384;
    private readonly RedisServer[] _servers =
    [
        .. Enumerable
            .Range(0, 3)
            .Select(_ => new RedisServer(
                "--cluster-enabled",
                "yes",
                "--cluster-config-file",
                "nodes.conf",
                "--cluster-node-timeout",
                "2000"
            )),
    ];

    public string Configuration => string.Join(',', _servers.Select(server => server.Configuration));

    public IReadOnlyList<RedisServer> Servers => _servers;

    public static async Task<RedisClusterServer> StartAsync()
    {
        var cluster = new RedisClusterServer();
        await cluster.BeginAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RedisServer server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task BeginAsync()
    {
        for (int i = 0; i < _servers.Length; i++)
        {
            await _servers[i].BeginAsync();
            int first = Slots * i / _servers.Length;
            int last = (Slots * (i + 1) / _servers.Length) - 1;
            await RunAsync(i, "ADDSLOTS", [.. Enumerable.Range(first, last - first + 1).Cast<object>()]);
            await RunAsync(i, "SET-CONFIG-EPOCH", i + 1);
        }

        for (int i = 1; i < _servers.Length; i++)
        {
            await RunAsync(0, "MEET", "127.0.0.1", _servers[i].Port);
        }

        for (int i = 0; i < _servers.Length; i++)
        {
            int server = i;
            await ServerProcess.UntilAsync(
                async () =>
                    $"{await RunAsync(server, "INFO")}" is { } info
                    && info.Contains("cluster_state:ok", StringComparison.Ordinal)
                    && info.Contains("cluster_size:3", StringComparison.Ordinal),
                "the cluster"
            );
        }
    }

    private async Task<RedisResult> RunAsync(int server, string command, params object[] arguments)
    {
        IServer admin = (await _servers[server].ConnectAsync()).Multiplexer.GetServer(
            "127.0.0.1",
            _servers[server].Port
        );
        return await admin.ExecuteAsync("CLUSTER", [command, .. arguments]);
    }
}
