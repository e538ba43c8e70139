using System.Diagnostics;
using System.Globalization;
using LearningStudio.HostApi.Cache;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Crasher;

/// <summary>Reports the commit, and kills the process after a while, in which the host's own handler runs.</summary>
internal sealed class CrashingHandler(CacheInvalidation invalidation, TimeSpan delay) : IForumEventHandler
{
    public async Task HandleAsync(IReadOnlyList<ForumEvent> events)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"committed {now} {events[^1].PostId}"));
        await Console.Out.FlushAsync();
        if (delay == TimeSpan.Zero)
        {
            Die();
        }

        new Thread(DieLater) { IsBackground = true }.Start();
        await invalidation.HandleAsync(events);
        Console.WriteLine("handled");
        await Console.Out.FlushAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    private void DieLater()
    {
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < delay)
        {
            Thread.SpinWait(50);
        }

        Die();
    }

    // SIGKILL: nothing of the process is tidied up.
    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
