using System.Net;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Connection;

// Rule: the connection, the cache's own or a shared one; reports everything that may have cost a message. One of the
//   cache's own that stays dead is made anew, by name, since another server may stand there by now; a shared one that
//   stays dead or was disposed is asked for again.
// Threads: connecting and replacing belong to the recovery's loop; all other members may be called at once.
internal sealed class RedisLink(RedisOptions options, string channel, TimeProvider time, Action<string> faulted)
    : IAsyncDisposable
{
    private static readonly TimeSpan OwnedPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SharedPatience = TimeSpan.FromSeconds(1);
    private readonly RetryDelay _replacing = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
    private Task<IConnectionMultiplexer>? _opening;
    private IConnectionMultiplexer? _connection;
    private IDatabase? _database;
    private ChannelMessageQueue? _messages;
    private string _primaries = "";
    private long _connections;
    private long _deadSince;
    private bool _sendsPassword;
    private volatile bool _isDisposed;
    private TimeSpan? _replaceAfter;

    /// <summary>Runs when messages are heard again: what was published meanwhile has to be learned by asking.</summary>
    public Action? OnListeningRestored { get; set; }

    /// <summary>Usable once connected.</summary>
    public IDatabase Database => _database!;

    /// <summary>Whether keys live on several servers, so that no script may touch two of them.</summary>
    public bool IsCluster { get; private set; }

    /// <summary>How many connections to primaries came or went.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Whether the client itself ends commands that take too long.</summary>
    public bool LimitsTime { get; private set; }

    /// <summary>Why the last connection ended, or did not come about.</summary>
    public string LastFailure { get; private set; } = "not connected";

    private bool IsOwned => options.ConnectionMultiplexerFactory is null;

    /// <summary>Connects at the first call, and after a connection was given up; in between the client reconnects by itself.</summary>
    /// <exception cref="RedisUnavailableException">There is none yet: the next call goes on waiting for it.</exception>
    public async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (_connection is { } connected)
        {
            return connected;
        }

        if (_isDisposed)
        {
            throw new RedisUnavailableException("disposed");
        }

        _opening ??= OpenAsync();
        try
        {
            await _opening.WaitAsync(options.OperationTimeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!_opening.IsCompleted)
        {
            throw new RedisUnavailableException(
                IsOwned ? "connecting" : "ConnectionMultiplexerFactory has not answered"
            );
        }
        catch
        {
            _opening = null;
            throw;
        }

        IConnectionMultiplexer connection = await _opening.ConfigureAwait(false);
        _opening = null;
        Watch(connection);
        _database = connection.GetDatabase();
        return _connection = connection;
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

    /// <summary>Listens no more; what is invalidated elsewhere is learned by reading only.</summary>
    public Task UnsubscribeAsync() => _messages?.UnsubscribeAsync() ?? Task.CompletedTask;

    /// <summary>Has the client find out anew who is a primary.</summary>
    public Task LookAgainAsync() => _connection!.ConfigureAsync();

    /// <summary>
    /// The servers that hold the data, and in a cluster their ranges of slots; null while one of them cannot be reached.
    /// </summary>
    public async Task<IReadOnlyList<(IServer Server, string Slots)>?> FindPrimariesAsync()
    {
        if (_connection is not { } connection)
        {
            return null;
        }

        IsCluster = connection.GetServers().Any(server => server.ServerType is ServerType.Cluster);
        (IServer Server, string Slots)[] primaries = IsCluster
            ? ServerRoles.FindShards(connection)
            : [.. ServerRoles.FindPrimaries(connection).Where(one => one.IsConnected).Select(one => (one, ""))];
        if (primaries.Length > 0 && Array.TrueForAll(primaries, primary => primary.Server.IsConnected))
        {
            return primaries;
        }

        if (IsCluster && connection.IsConnected)
        {
            await LookAgainAsync().ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Gives up a connection that has had no primary for some time; the next call makes or asks for another.</summary>
    public async Task ReplaceWhereDeadAsync()
    {
        if (_connection is null)
        {
            return;
        }

        if (_replaceAfter is not { } patience)
        {
            _deadSince = time.GetTimestamp();
            _replaceAfter = IsOwned ? OwnedPatience : SharedPatience;
        }
        else if (time.GetElapsedTime(_deadSince) >= patience)
        {
            _deadSince = time.GetTimestamp();
            _replaceAfter = _replacing.Next();
            await ReplaceAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Says that the connection leads to primaries.</summary>
    public void ReportAlive()
    {
        _replaceAfter = null;
        _replacing.Reset();
    }

    /// <summary>Gives up the connection at once: its sockets lead to a server that is not the primary any more.</summary>
    public async Task ReplaceAsync()
    {
        if (_connection is { } connection)
        {
            (_connection, _messages) = (null, null);
            await LeaveAsync(connection).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        if (IsOwned && _opening is { } opening)
        {
            // Nobody waits for it any more.
            _ = opening.ContinueWith(
                static opened => opened.IsCompletedSuccessfully ? opened.Result.DisposeAsync() : default,
                TaskScheduler.Default
            );
        }

        await ReplaceAsync().ConfigureAwait(false);
    }

    /// <summary>Takes those who are the primaries now as the ones that the breaker is closed over.</summary>
    public void RememberPrimaries()
    {
        if (_connection is { } connection)
        {
            Volatile.Write(ref _primaries, ServerRoles.DescribePrimaries(connection));
        }
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        if (options.ConnectionMultiplexerFactory is { } factory)
        {
            IConnectionMultiplexer shared = await factory().ConfigureAwait(false);
            LimitsTime = false;
            return RedisProfile.HasChannelPrefix(shared)
                ? throw new RedisUnavailableException("ChannelPrefix (a shared connection must not have one)")
                : shared;
        }

        ConfigurationOptions profile = RedisProfile.Create(options, channel);
        LimitsTime = profile.AsyncTimeout <= options.OperationTimeout.TotalMilliseconds;
        _sendsPassword = !string.IsNullOrEmpty(profile.Password);
        profile.ConnectionAttemptCompleted += OnAttempt;
        profile.Tunnel = new ConnectionWatch(profile.Tunnel, endPoint => OnConnecting(endPoint, "new connection"));
        return await ConnectionMultiplexer.ConnectAsync(profile).ConfigureAwait(false);
    }

    private void Watch(IConnectionMultiplexer connection)
    {
        connection.ConnectionFailed += OnConnection;
        connection.ConnectionRestored += OnRestored;
        connection.ConfigurationChanged += OnTopology;
    }

    private async Task LeaveAsync(IConnectionMultiplexer connection)
    {
        connection.ConnectionFailed -= OnConnection;
        connection.ConnectionRestored -= OnRestored;
        connection.ConfigurationChanged -= OnTopology;
        try
        {
            await (IsOwned ? connection.DisposeAsync().AsTask() : UnsubscribeAsync()).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
        {
            // The owner of a shared connection was faster.
        }
    }

    // A connection of the cache's own was reported before it could be used: opening the breaker anew would be too late. But
    // what was published before it listened again has to be learned by asking.
    private void OnRestored(object? sender, ConnectionFailedEventArgs change)
    {
        if (!IsOwned)
        {
            OnConnection(sender, change);
        }
        else if (change.ConnectionType is ConnectionType.Subscription)
        {
            OnListeningRestored?.Invoke();
        }
    }

    // Raised at each look at the servers: it matters where others are the primaries now than those that the last recovery
    // asked. Slots that move between them matter to nobody: a server that has given a slot away answers for it no more.
    private void OnTopology(object? sender, EventArgs change)
    {
        string now = ServerRoles.DescribePrimaries((IConnectionMultiplexer)sender!);
        if (!string.Equals(now, Volatile.Read(ref _primaries), StringComparison.Ordinal))
        {
            faulted("changed topology");
        }
    }

    // Its other events say nothing of attempts from before somebody listens, nor of the second failure in a row. One that
    // was given up for the next says nothing of why.
    private void OnAttempt(object? sender, ConnectionAttemptCompletedEventArgs attempt)
    {
        if (!attempt.IsSuccess && attempt.FailureType is not ConnectionFailureType.ConnectionDisposed)
        {
            LastFailure = FaultReason.FromAttempt(attempt.FailureType, attempt.Exception, _sendsPassword);
        }
    }

    private void OnConnection(object? sender, ConnectionFailedEventArgs change)
    {
        string reason = FaultReason.FromAttempt(change.FailureType, change.Exception, _sendsPassword);
        LastFailure = reason;
        OnConnecting(change.EndPoint, reason);
    }

    private void OnConnecting(EndPoint? endPoint, string reason)
    {
        if (!ServerRoles.IsReplica(_connection, endPoint))
        {
            Interlocked.Increment(ref _connections);
            faulted(reason);
        }
    }
}
