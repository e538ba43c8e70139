using LearningStudio.Caching;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

/// <summary>Empties the cache of all running hosts after a command has changed the database beneath them.</summary>
internal static class CacheDrop
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before Redis is tried again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until Redis has the invalidation, at most 30 seconds: what waits in memory ends with the command.</summary>
    /// <returns>Whether it has; if not, the console says so. True without a Redis.</returns>
    public static async Task<bool> DropCacheAsync(
        this IServiceProvider services,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        var cache = services.GetRequiredService<VersionedCache>();
        var time = services.GetRequiredService<TimeProvider>();
        long begun = time.GetTimestamp();
        while (await cache.RemoveByPatternAsync("*", cancellationToken) != InvalidationScope.Everywhere)
        {
            if (time.GetElapsedTime(begun) > MaxWait)
            {
                console.WriteLine(
                    "Redis could not be reached: running hosts may show what they have cached for up to 10 minutes. Run the command again once Redis answers, or drop everything at /dashboard."
                );
                return false;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        return true;
    }
}
