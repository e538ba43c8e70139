using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>The connection, the cache's own or a shared one; tells of everything that may have cost a message.</summary>
internal sealed class RedisLink(RedisOptions options, Action<string> fault) : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private IConnectionMultiplexer? _connection;
    private IDatabase? _database;
    private ChannelMessageQueue? _messages;

    /// <summary>Usable once connected.</summary>
    public IDatabase Database => _database!;

    /// <summary>Whether keys live on several servers, so that no script may touch two of them.</summary>
    public bool IsCluster { get; private set; }

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
        if (_messages is null)
        {
            IConnectionMultiplexer connection = await ConnectAsync().ConfigureAwait(false);
            ChannelMessageQueue messages = await connection
                .GetSubscriber()
                .SubscribeAsync(channel)
                .ConfigureAwait(false);
            messages.OnMessage(handle);
            _messages = messages;
        }
    }

    /// <summary>Listens no more; what is invalidated elsewhere is learnt by reading only.</summary>
    public Task UnsubscribeAsync() => _messages?.UnsubscribeAsync() ?? Task.CompletedTask;

    /// <summary>The servers that hold the data; null while one of them cannot be reached.</summary>
    public async Task<IReadOnlyList<IServer>?> FindPrimariesAsync()
    {
        IConnectionMultiplexer connection = await ConnectAsync().ConfigureAwait(false);
        IServer[] servers = connection.GetServers();
        IsCluster = servers.Any(server => server.ServerType is ServerType.Cluster);
        IServer[] primaries =
        [
            .. servers.Where(server => !server.IsReplica && server.ServerType is not ServerType.Sentinel),
        ];
        return
            primaries.Any(server => server.IsConnected) && (!IsCluster || primaries.All(server => server.IsConnected))
            ? [.. primaries.Where(server => server.IsConnected)]
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        _connecting.Dispose();
        if (IsOwned && _connection is { } owned)
        {
            await owned.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            await UnsubscribeAsync().ConfigureAwait(false);
        }
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        if (options.ConnectionMultiplexerFactory is { } factory)
        {
            return await factory().ConfigureAwait(false);
        }

        ConfigurationOptions profile = RedisProfile.Parse(options.Configuration!, options.OperationTimeout);
        profile.Tunnel = new ConnectionWatch(profile.Tunnel, () => fault("new connection"));
        return await ConnectionMultiplexer.ConnectAsync(profile).ConfigureAwait(false);
    }

    private void Watch(IConnectionMultiplexer connection)
    {
        connection.ConnectionFailed += (_, failed) => FaultUnlessReplica(connection, failed);
        connection.ConnectionRestored += (_, restored) => FaultUnlessReplica(connection, restored);
        connection.ConfigurationChanged += (_, _) => fault("changed topology");
        connection.HashSlotMoved += (_, _) => fault("moved slot");
    }

    private void FaultUnlessReplica(IConnectionMultiplexer connection, ConnectionFailedEventArgs change)
    {
        if (change.EndPoint is not { } endPoint || !connection.GetServer(endPoint).IsReplica)
        {
            fault(change.FailureType.ToString());
        }
    }
}
