using System.Globalization;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>Makes connection settings that fail fast: a cache that waits is worse than none.</summary>
internal static class RedisProfile
{
    // The client looks for overdue commands once a heartbeat; it is what an operation may overrun its timeout by.
    private static readonly TimeSpan ClientHeartbeat = TimeSpan.FromMilliseconds(50);

    /// <summary>The part of an operation's timeout after which the client gives up on one command.</summary>
    public const double ClientShare = 0.9;

    private const int KeepAliveSeconds = 2;

    /// <summary>The settings of a connection of the cache's own: its profile, then the string's own, then the caller's.</summary>
    /// <param name="options">The options.</param>
    /// <param name="channel">Where the client hears of changed servers, among the cache's own names.</param>
    public static ConfigurationOptions Create(RedisOptions options, string channel)
    {
        ConfigurationOptions profile = Parse(options.Configuration!, options.OperationTimeout);
        if (!Names(options.Configuration!, "configChannel"))
        {
            profile.ConfigurationChannel = channel;
        }

        options.Configure?.Invoke(profile);

        // Scripts publish, and know nothing of a prefix.
        profile.ChannelPrefix = default;
        return profile;
    }

    /// <exception cref="ArgumentException">The configuration names no server, or cannot be read.</exception>
    public static ConfigurationOptions Parse(string configuration, TimeSpan operationTimeout)
    {
        ConfigurationOptions options = configuration.Contains("://", StringComparison.Ordinal)
            ? ParseUrl(configuration)
            : ConfigurationOptions.Parse(configuration);
        if (options.EndPoints.Count == 0)
        {
            throw new ArgumentException("The configuration names no server.", nameof(configuration));
        }

        int timeout = (int)(operationTimeout.TotalMilliseconds * ClientShare);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.HeartbeatInterval = ClientHeartbeat;
        options.ReconnectRetryPolicy = new ConnectRetryPolicy();
        options.AbortOnConnectFail = Names(configuration, "abortConnect") && options.AbortOnConnectFail;
        options.ConnectRetry = Names(configuration, "connectRetry") ? options.ConnectRetry : 1;
        options.AsyncTimeout = Names(configuration, "asyncTimeout") ? options.AsyncTimeout : timeout;
        options.SyncTimeout = Names(configuration, "syncTimeout") ? options.SyncTimeout : timeout;

        // A key of the client's own, outside the cache's names, by which it tells several primaries apart.
        bool needsTieBreaker = options.EndPoints.Count > 1 || Names(configuration, "tiebreaker");
        options.TieBreaker = needsTieBreaker ? options.TieBreaker : "";
        options.KeepAlive = Names(configuration, "keepAlive") ? options.KeepAlive : KeepAliveSeconds;
        return options;
    }

    /// <summary>Whether a connection adds something to the names of channels, which scripts that publish do not.</summary>
    public static bool HasChannelPrefix(IConnectionMultiplexer connection) =>
        connection.Configuration is { } configuration && Names(configuration, "channelPrefix");

    // What the string says itself holds, where the client's own default would not.
    private static bool Names(string configuration, string setting) =>
        configuration
            .Split(',')
            .Any(part => part.AsSpan().TrimStart().StartsWith($"{setting}=", StringComparison.OrdinalIgnoreCase));

    private static ConfigurationOptions ParseUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("redis" or "rediss"))
        {
            throw new ArgumentException("A URL begins with redis:// or rediss://.", nameof(url));
        }

        var options = new ConfigurationOptions { Ssl = uri.Scheme is "rediss" };
        options.EndPoints.Add(uri.Host, uri.Port > 0 ? uri.Port : 6379);
        string[] account = uri.UserInfo.Split(':', 2);
        options.User = account[0].Length > 0 ? Uri.UnescapeDataString(account[0]) : null;
        options.Password = account.Length > 1 ? Uri.UnescapeDataString(account[1]) : null;
        string database = uri.AbsolutePath.Trim('/');
        if (database.Length > 0)
        {
            options.DefaultDatabase = int.TryParse(
                database,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int number
            )
                ? number
                : throw new ArgumentException("The path of a URL is the number of a database.", nameof(url));
        }

        return options;
    }
}
