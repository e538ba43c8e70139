using System.Runtime.CompilerServices;
using LearningStudio.Caching.Gates;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>Sends commands to primaries only; waits no longer than allowed, and opens the gate on any failure.</summary>
internal sealed class RedisCommands(RedisLink link, Gate gate, TimeSpan operationTimeout, TimeProvider time)
{
    /// <summary>A replica may lag behind an invalidation, so that none is ever asked.</summary>
    public const CommandFlags Flags = CommandFlags.DemandMaster;

    public int Database => link.Database.Database;

    public bool IsCluster => link.IsCluster;

    public Deadline NewDeadline() => new(time, operationTimeout);

    /// <exception cref="RedisUnavailableException">It failed, or took too long.</exception>
    public ValueTask<RedisResult> ScriptAsync(string script, RedisKey[] keys, RedisValue[] values, Deadline deadline) =>
        BoundedAsync(database => database.ScriptEvaluateAsync(script, keys, values, Flags), deadline);

    /// <exception cref="RedisUnavailableException">It failed, or took too long.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> BoundedAsync<T>(Func<IDatabase, Task<T>> send, Deadline deadline)
    {
        Task<T>? command = null;
        try
        {
            command = send(link.Database);
            return await (
                deadline.IsFresh && link.LimitsTime ? command : command.WaitAsync(deadline.Left, time)
            ).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever fails, the answer is the same: memory serves.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _ = command?.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            throw Fail(exception.GetType().Name);
        }
    }

    /// <summary>Opens the gate; what is returned is to be thrown.</summary>
    public RedisUnavailableException Fail(string reason)
    {
        gate.Open(reason);
        return new RedisUnavailableException();
    }
}
