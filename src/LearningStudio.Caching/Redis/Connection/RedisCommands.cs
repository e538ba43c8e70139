using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>Sends commands to primaries only; waits no longer than allowed, and reports each failure.</summary>
/// <param name="link">The connection.</param>
/// <param name="failed">Takes the reason of a failure: for reads, fills and invalidations it opens the breaker.</param>
/// <param name="operationTimeout">The longest that an operation may wait.</param>
/// <param name="time">The clock.</param>
internal sealed class RedisCommands(RedisLink link, Action<string> failed, TimeSpan operationTimeout, TimeProvider time)
{
    /// <summary>A replica may lag behind an invalidation, so that none is ever asked.</summary>
    public const CommandFlags Flags = CommandFlags.DemandMaster;

    private static readonly TimeSpan SlotPause = TimeSpan.FromMilliseconds(10);

    public int Database => link.Database.Database;

    public bool IsCluster => link.IsCluster;

    public Deadline NewDeadline() => new(time, operationTimeout);

    /// <summary>Sends a command that ends in time; what became of it is known through <see cref="Result"/>.</summary>
    public Task<T> Send<TState, T>(TState state, Func<IDatabase, TState, Task<T>> send, Deadline deadline)
    {
        try
        {
            Task<T> command = send(link.Database, state);
            if (deadline.IsFresh && link.LimitsTime)
            {
                return command;
            }

            // Given up on, it may fail later.
            _ = command.ContinueWith(
                static late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            return command.WaitAsync(deadline.Left, time);
        }
#pragma warning disable CA1031 // A client that fails at once fails like one that fails later.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Task.FromException<T>(exception);
        }
    }

    /// <summary>What a command that has ended brought.</summary>
    /// <exception cref="RedisUnavailableException">It failed, or took too long.</exception>
    public T Result<T>(Task<T> ended) =>
        ended.IsCompletedSuccessfully
            ? ended.Result
            : throw Fail(ended.Exception?.InnerException ?? new TaskCanceledException(ended));

    /// <exception cref="RedisUnavailableException">It failed, or took too long.</exception>
    public ValueTask<T> BoundedAsync<T>(Func<IDatabase, Task<T>> send, Deadline deadline) =>
        ResultAsync(Send(send, static (database, send) => send(database), deadline));

    /// <summary>Runs a script by its hash; a server that lacks it is given its text.</summary>
    /// <exception cref="RedisUnavailableException">It failed, or took too long.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<RedisResult> ScriptAsync(
        RedisScript script,
        RedisKey[] keys,
        RedisValue[] values,
        Deadline deadline
    )
    {
        var call = (script, keys, values);
        Task<RedisResult> run = Send(
            call,
            static (database, call) => database.ScriptEvaluateAsync(call.script.Hash, call.keys, call.values, Flags),
            deadline
        );
        await run.WaitSilentlyAsync();
        while (IsToBeRepeated(run) && deadline.Left > TimeSpan.Zero)
        {
            if (!IsUnknown(run))
            {
                await Task.Delay(SlotPause, time).ConfigureAwait(false);
            }

            run = Send(
                call,
                static (database, call) =>
                    database.ScriptEvaluateAsync(call.script.Text, call.keys, call.values, Flags),
                deadline
            );
            await run.WaitSilentlyAsync();
        }

        return Result(run);
    }

    /// <summary>Reports a failure; what is returned is to be thrown.</summary>
    public RedisUnavailableException Fail(string reason)
    {
        failed(reason);
        return new RedisUnavailableException(reason);
    }

    /// <summary>
    /// The same for an exception. A time that ran out while this process itself stood still says nothing of the server.
    /// </summary>
    public RedisUnavailableException Fail(Exception exception)
    {
        string reason = FaultReason.From(exception);
        return exception is TimeoutException && ProcessStalls.HasStalledWithin(operationTimeout)
            ? new RedisUnavailableException("stalled process")
            : Fail(reason);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> ResultAsync<T>(Task<T> command)
    {
        await command.WaitSilentlyAsync();
        return Result(command);
    }

    // Nothing was done: the server does not know the script, or a slot is between two servers for the moment.
    private static bool IsToBeRepeated(Task ended) => IsUnknown(ended) || IsRefused(ended, "TRYAGAIN");

    // Since it was restarted, or failed over, it has not seen the script.
    private static bool IsUnknown(Task ended) => IsRefused(ended, "NOSCRIPT");

    private static bool IsRefused(Task ended, string code) =>
        ended.Exception?.InnerException is RedisServerException refusal
        && refusal.Message.StartsWith(code, StringComparison.Ordinal);
}
