using StackExchange.Redis;

namespace LearningStudio.Tests.Servers;

/// <summary>A Redis Cluster of three primaries.</summary>
public sealed class RedisClusterServer : IAsyncDisposable
{
    private const int Slots = 16384;
    private readonly RedisServer[] _servers = [.. Enumerable.Range(0, 3).Select(_ => NewServer())];
    private readonly List<RedisServer> _replicas = [];

    public string Configuration => string.Join(',', _servers.Select(server => server.Configuration));

    public IReadOnlyList<RedisServer> Servers => _servers;

    public static async Task<RedisClusterServer> StartAsync()
    {
        var cluster = new RedisClusterServer();
        await cluster.BeginAsync();
        return cluster;
    }

    /// <summary>Which primary a slot is on at first.</summary>
    public static int PrimaryOf(int slot) => Enumerable.Range(0, 3).Last(server => Slots * server / 3 <= slot);

    /// <summary>Adds a replica to one of the primaries.</summary>
    public async Task<RedisServer> AddReplicaAsync(int primary)
    {
        RedisServer replica = NewServer();
        _replicas.Add(replica);
        await replica.BeginAsync();
        string id = $"{await RunAsync(primary, "MYID")}";
        IServer admin = await AdminAsync(replica);
        await admin.ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", _servers[primary].Port);
        await ServerProcess.UntilAsync(
            async () => $"{await admin.ExecuteAsync("CLUSTER", "REPLICATE", id)}" is "OK",
            "the replica to know its primary"
        );
        await ServerProcess.UntilAsync(
            async () => $"{await replica.ExecuteAsync("INFO", "replication")}".Contains("master_link_status:up"),
            "the replica's link"
        );

        // What its primary alone knows of it would go with the primary.
        foreach (RedisServer server in _servers.Append(replica))
        {
            IServer asked = await AdminAsync(server);
            await ServerProcess.UntilAsync(
                async () =>
                    $"{await asked.ExecuteAsync("CLUSTER", "NODES")}".Split('\n') is var lines
                    && lines.Count(line => line.Contains(" connected", StringComparison.Ordinal)) == _servers.Length + 1
                    && lines.Any(line => line.Contains("slave", StringComparison.Ordinal)),
                "all to know the replica"
            );
        }

        return replica;
    }

    /// <summary>Has a replica take the place of its primary, which has gone, without waiting for the others' votes.</summary>
    public static async Task TakeOverAsync(RedisServer replica)
    {
        await (await AdminAsync(replica)).ExecuteAsync("CLUSTER", "FAILOVER", "TAKEOVER");
        await ServerProcess.UntilAsync(
            async () => $"{(await replica.ExecuteAsync("ROLE"))[0]}" is "master",
            "the replica to be the primary"
        );
    }

    /// <summary>Moves a slot with all its keys from one primary to another, key by key.</summary>
    public async Task MoveSlotAsync(int slot, int from, int to)
    {
        string source = $"{await RunAsync(from, "MYID")}";
        string target = $"{await RunAsync(to, "MYID")}";
        await RunAsync(to, "SETSLOT", slot, "IMPORTING", source);
        await RunAsync(from, "SETSLOT", slot, "MIGRATING", target);
        IServer admin = await AdminAsync(_servers[from]);
        while ((string[]?)await RunAsync(from, "GETKEYSINSLOT", slot, 100) is { Length: > 0 } keys)
        {
            await admin.ExecuteAsync(
                "MIGRATE",
                ["127.0.0.1", _servers[to].Port, "", 0, 5000, "REPLACE", "KEYS", .. keys]
            );
        }

        foreach (int server in Enumerable.Range(0, _servers.Length).OrderByDescending(server => server == to))
        {
            await RunAsync(server, "SETSLOT", slot, "NODE", target);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RedisServer server in _servers.Concat(_replicas))
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

    private static RedisServer NewServer() =>
        new(
            "--cluster-enabled",
            "yes",
            "--cluster-config-file",
            "nodes.conf",
            "--cluster-node-timeout",
            "2000",
            "--repl-diskless-sync-delay",
            "0"
        );

    private static async Task<IServer> AdminAsync(RedisServer server) =>
        (await server.ConnectAsync()).Multiplexer.GetServer("127.0.0.1", server.Port);

    private async Task<RedisResult> RunAsync(int server, string command, params object[] arguments) =>
        await (await AdminAsync(_servers[server])).ExecuteAsync("CLUSTER", [command, .. arguments]);
}
