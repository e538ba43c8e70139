namespace LearningStudio.Caching.Fills;

/// <summary>Waits for a factory as long as it may take.</summary>
internal static class FactoryDeadline
{
    /// <summary>Waits for a value; past the limit the factory is cancelled, and left to itself.</summary>
    /// <exception cref="TimeoutException">It has not answered in time.</exception>
    public static async ValueTask<T> LimitAsync<T>(ValueTask<T> running, TimeSpan limit, TimeProvider time, Fill? fill)
    {
        if (running.IsCompleted || limit == Timeout.InfiniteTimeSpan)
        {
            return await running.ConfigureAwait(false);
        }

        Task<T> task = running.AsTask();
        try
        {
            return await task.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            _ = task.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            fill?.Cancel();
            throw Exceeded<T>(limit);
        }
    }

    public static TimeoutException Exceeded<T>(TimeSpan limit) =>
        new(
            $"A factory for {typeof(T)} has not returned within FactoryTimeout ({limit}). It was cancelled, and the next "
                + "call runs it again. Have it observe its cancellation token, or give its keys a policy with a longer FactoryTimeout."
        );
}
