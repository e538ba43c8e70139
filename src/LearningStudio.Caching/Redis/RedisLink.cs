using System.Net;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>The connection, the cache's own or a shared one; tells of everything that may have cost a message.</summary>
internal sealed class RedisLink(RedisOptions options, Action<string> fault, Action listening) : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private IConnectionMultiplexer? _connection;
    private IDatabase? _database;
    private ChannelMessageQueue? _messages;
    private string _primaries = "";
    private long _connections;

    /// <summary>Usable once connected.</summary>
    public IDatabase Database => _database!;

    /// <summary>Whether keys live on several servers, so that no script may touch two of them.</summary>
    public bool IsCluster { get; private set; }

    /// <summary>How many connections to primaries came or went.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Whether the client itself ends commands that take too long.</summary>
    public bool LimitsTime => IsOwned;

    private bool IsOwned => options.ConnectionMultiplexerFactory is null;

    /// <summary>Connects at the first call; later the client reconnects by itself.</summary>
    public async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (_connection is { } connected)
        {
            return connected;
        }

        await _connecting.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_connection is null)
            {
                IConnectionMultiplexer connection = await OpenAsync().ConfigureAwait(false);
                Watch(connection);
                _database = connection.GetDatabase();
                _connection = connection;
            }

            return _connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Listens to a channel, message after message; at the first call only.</summary>
    public async Task SubscribeAsync(RedisChannel channel, Func<ChannelMessage, Task> handle)
    {
        if (_messages is not null)
        {
            return;
        }

        ISubscriber subscriber = _connection!.GetSubscriber();
        try
        {
            ChannelMessageQueue messages = await subscriber.SubscribeAsync(channel).ConfigureAwait(false);
            messages.OnMessage(handle);
            _messages = messages;
        }
        catch
        {
            // The client keeps a queue for the channel even where subscribing failed, and would fill it.
            await subscriber.UnsubscribeAsync(channel).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Listens no more; what is invalidated elsewhere is learnt by reading only.</summary>
    public Task UnsubscribeAsync() => _messages?.UnsubscribeAsync() ?? Task.CompletedTask;

    /// <summary>Has the client find out anew who is a primary.</summary>
    public Task LookAgainAsync() => _connection!.ConfigureAsync();

    /// <summary>The servers that hold the data; null while one of them cannot be reached.</summary>
    public async Task<IReadOnlyList<IServer>?> FindPrimariesAsync()
    {
        IConnectionMultiplexer connection = await ConnectAsync().ConfigureAwait(false);
        IsCluster = connection.GetServers().Any(server => server.ServerType is ServerType.Cluster);
        IServer[] primaries = Primaries(connection);
        return
            primaries.Any(server => server.IsConnected) && (!IsCluster || primaries.All(server => server.IsConnected))
            ? [.. primaries.Where(server => server.IsConnected)]
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not { } connection)
        {
            return;
        }

        connection.ConnectionFailed -= OnConnection;
        connection.ConnectionRestored -= OnRestored;
        connection.ConfigurationChanged -= OnTopology;
        connection.HashSlotMoved -= OnSlots;
        try
        {
            await (IsOwned ? connection.DisposeAsync().AsTask() : UnsubscribeAsync()).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
        {
            // The owner of a shared connection was faster.
        }
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        if (options.ConnectionMultiplexerFactory is { } factory)
        {
            return await factory().ConfigureAwait(false);
        }

        ConfigurationOptions profile = RedisProfile.Parse(options.Configuration!, options.OperationTimeout);
        profile.Tunnel = new ConnectionWatch(profile.Tunnel, endPoint => OnConnecting(endPoint, "new connection"));
        return await ConnectionMultiplexer.ConnectAsync(profile).ConfigureAwait(false);
    }

    private void Watch(IConnectionMultiplexer connection)
    {
        connection.ConnectionFailed += OnConnection;
        connection.ConnectionRestored += OnRestored;
        connection.ConfigurationChanged += OnTopology;
        connection.HashSlotMoved += OnSlots;
    }

    /// <summary>Takes those who are the primaries now as the ones that the gate is closed over.</summary>
    public void RememberPrimaries()
    {
        if (_connection is { } connection)
        {
            Volatile.Write(ref _primaries, Describe(Primaries(connection)));
        }
    }

    // A connection of the cache's own was told of before it could be used: opening the gate anew would be too late. But
    // what was published before it listened again has to be learnt by asking.
    private void OnRestored(object? sender, ConnectionFailedEventArgs change)
    {
        if (!IsOwned)
        {
            OnConnection(sender, change);
        }
        else if (change.ConnectionType is ConnectionType.Subscription)
        {
            listening();
        }
    }

    // Told of each look at the servers: it matters where others are the primaries now than those that the last recovery asked.
    private void OnTopology(object? sender, EventArgs change)
    {
        string now = Describe(Primaries((IConnectionMultiplexer)sender!));
        if (!string.Equals(now, Volatile.Read(ref _primaries), StringComparison.Ordinal))
        {
            fault("changed topology");
        }
    }

    private void OnSlots(object? sender, EventArgs change) => fault("moved slots");

    private static IServer[] Primaries(IConnectionMultiplexer connection) =>
        [.. connection.GetServers().Where(server => !server.IsReplica && server.ServerType is not ServerType.Sentinel)];

    private static string Describe(IServer[] servers) =>
        string.Join(',', servers.Select(server => $"{server.EndPoint}").Order(StringComparer.Ordinal));

    private void OnConnection(object? sender, ConnectionFailedEventArgs change) =>
        OnConnecting(change.EndPoint, change.FailureType.ToString());

    private void OnConnecting(EndPoint? endPoint, string reason)
    {
        if (!IsReplica(endPoint))
        {
            Interlocked.Increment(ref _connections);
            fault(reason);
        }
    }

    // Only what is known to be a replica may come and go.
    private bool IsReplica(EndPoint? endPoint)
    {
        try
        {
            return endPoint is not null && _connection?.GetServer(endPoint).IsReplica == true;
        }
        catch (Exception exception) when (exception is ArgumentException or RedisException or ObjectDisposedException)
        {
            return false;
        }
    }
}
