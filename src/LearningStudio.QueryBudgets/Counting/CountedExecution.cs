using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets.Counting;

/// <summary>Executes a command or a batch and counts it, if a scope is there to count.</summary>
/// <param name="target">What is executed.</param>
/// <param name="begin">Counts it; is given the stack that opened the connection.</param>
internal sealed class CountedExecution<TTarget>(TTarget target, Func<TTarget, CapturedStack?, RunningStatement> begin)
{
    /// <summary>The connection that it runs on, if that is counted.</summary>
    public CountedConnection? Connection { get; set; }

    public T Run<T>(Func<TTarget, T> execute) => Run(execute, static (target, run) => run(target));

    public T Run<TArgument, T>(TArgument argument, Func<TTarget, TArgument, T> execute)
    {
        if (StatementRecorder.IsIdle)
        {
            return execute(target, argument);
        }

        RunningStatement statement = begin(target, Connection?.Opened);
        T result;
        try
        {
            result = execute(target, argument);
        }
        catch (Exception failure)
        {
            StatementRecorder.End(statement, failure);
            throw;
        }

        StatementRecorder.End(statement);
        return result;
    }

    public Task<T> RunAsync<TArgument, T>(TArgument argument, Func<TTarget, TArgument, Task<T>> execute) =>
        StatementRecorder.IsIdle ? execute(target, argument) : CountAsync(argument, execute);

    private async Task<T> CountAsync<TArgument, T>(TArgument argument, Func<TTarget, TArgument, Task<T>> execute)
    {
        RunningStatement statement = begin(target, Connection?.Opened);
        T result;
        try
        {
            result = await execute(target, argument).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            StatementRecorder.End(statement, failure);
            throw;
        }

        StatementRecorder.End(statement);
        return result;
    }
}
