namespace LearningStudio.Tests.Servers;

/// <summary>A primary, its replica, and a Sentinel that promotes the replica when the primary is gone.</summary>
public sealed class SentinelGroup : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sentinel").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _sentinel;

    public RedisServer Primary { get; } = new("--repl-diskless-sync-delay", "0");

    public RedisServer Replica { get; private set; } = null!;

    public string Configuration => $"127.0.0.1:{_port},serviceName=forum";

    public static async Task<SentinelGroup> StartAsync()
    {
        var group = new SentinelGroup();
        await group.BeginAsync();
        return group;
    }

    public async Task<string> RoleOfReplicaAsync() => $"{(await Replica.ExecuteAsync("ROLE"))[0]}";

    public async ValueTask DisposeAsync()
    {
        _sentinel?.Dispose();
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task BeginAsync()
    {
        await Primary.BeginAsync();
        Replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{Primary.Port}");
        string settings = Path.Combine(_folder, "sentinel.conf");
        await File.WriteAllTextAsync(
            settings,
            $"""
            port {_port}
            bind 127.0.0.1
            dir {_folder}
            sentinel monitor forum 127.0.0.1 {Primary.Port} 1
            sentinel down-after-milliseconds forum 1000
            sentinel failover-timeout forum 3000
            """
        );
        _sentinel = new ServerProcess("redis-server", [settings, "--sentinel"], _folder);
        _sentinel.Begin();
        await ServerProcess.UntilAsync(SeesReplicaAsync, "the sentinel");
    }

    private async Task<bool> SeesReplicaAsync()
    {
        try
        {
            using var sentinel = await StackExchange.Redis.ConnectionMultiplexer.SentinelConnectAsync(
                $"127.0.0.1:{_port},connectTimeout=1000"
            );
            return (await sentinel.GetServer("127.0.0.1", _port).SentinelReplicasAsync("forum")).Length == 1;
        }
        catch (StackExchange.Redis.RedisException)
        {
            return false;
        }
    }
}
