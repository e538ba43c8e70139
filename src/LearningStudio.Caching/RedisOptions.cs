using StackExchange.Redis;

namespace LearningStudio.Caching;

/// <summary>How the cache uses Redis; read once, when the cache is built.</summary>
public sealed class RedisOptions
{
    /// <summary>Where Redis is: a configuration string of StackExchange.Redis, or a URL.</summary>
    /// <value>
    /// Null: the cache keeps everything in this process. Else, for example, <c>localhost:6379</c>,
    /// <c>redis://user:password@host:6379/0</c> or <c>rediss://…</c> for TLS.
    /// </value>
    public string? Configuration { get; set; }

    /// <summary>
    /// Changes the settings of the cache's own connection, after <see cref="Configuration"/> was read: a client
    /// certificate, an identity provider, a proxy, longer timeouts.
    /// </summary>
    /// <value>
    /// Null. Called each time the cache makes a connection. What the configuration string sets itself (for example
    /// <c>connectTimeout</c>, 5 s by default) holds too; <c>ChannelPrefix</c> is ignored.
    /// </value>
    public Action<ConfigurationOptions>? Configure { get; set; }

    /// <summary>Gives a connection that the application shares with the cache, instead of one of the cache's own.</summary>
    /// <value>
    /// Null. A shared connection keeps its own timeouts: create it with <c>AbortOnConnectFail</c> off and the backlog
    /// policy <c>FailFast</c>, and without a <c>ChannelPrefix</c>, which is refused. The cache does not dispose it; it
    /// calls the factory again when the connection was disposed, or has been dead for a second.
    /// </value>
    public Func<Task<IConnectionMultiplexer>>? ConnectionMultiplexerFactory { get; set; }

    /// <summary>The longest that one read or invalidation waits for Redis; then memory serves.</summary>
    /// <value>500 ms; from 10 ms to one minute.</value>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// While Redis is away, how long an entry of this process is served: counted from the outage's begin, or from its
    /// storing when that was later. Other processes' invalidations do not arrive meanwhile.
    /// </summary>
    /// <value>30 seconds; from zero to 24 hours.</value>
    public TimeSpan FallbackExpiration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the process makes sure that it has missed no invalidation.</summary>
    /// <value>One second; from 10 ms to one minute.</value>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a fill waits for a value that another process is computing. After that it computes its own, and keeps it in
    /// this process's memory only. Fills wait once for a computation: one that meets it again computes at once.
    /// </summary>
    /// <value>Five seconds; from zero to one minute.</value>
    public TimeSpan FillWaitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many invalidations are kept for Redis while it is away; past that they become one of everything.</summary>
    /// <value>10,000; from 1 to 1,000,000.</value>
    public int JournalCapacity { get; set; } = 10_000;

    /// <summary>How often one of the processes looks through Redis for invalidated entries, to free their memory.</summary>
    /// <value>10 minutes; zero for never, at most 24 hours. Entries leave Redis with their expiration in any case.</value>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(10);

    internal bool IsUsed => ConnectionMultiplexerFactory is not null || !string.IsNullOrEmpty(Configuration);
}
