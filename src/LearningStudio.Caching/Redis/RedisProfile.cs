using System.Globalization;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>Makes connection settings that fail fast: a cache that waits is worse than none.</summary>
internal static class RedisProfile
{
    // The client looks for overdue commands once a heartbeat; it is what an operation may overrun its timeout by.
    private static readonly TimeSpan ClientHeartbeat = TimeSpan.FromMilliseconds(50);

    /// <summary>The part of an operation's timeout after which the client gives up on one command.</summary>
    public const double ClientShare = 0.9;

    private const int ReconnectMilliseconds = 100;
    private const int ConnectMilliseconds = 1000;

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
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = ConnectMilliseconds;
        options.ConnectRetry = 1;
        options.AsyncTimeout = timeout;
        options.SyncTimeout = timeout;
        options.HeartbeatInterval = ClientHeartbeat;
        options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);
        options.KeepAlive = 2;

        // Scripts publish, and know nothing of a prefix.
        options.ChannelPrefix = default;
        return options;
    }

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
