namespace LearningStudio.Statements;

/// <summary>Runs a statement and reports how it ended.</summary>
internal static class CommandRunner
{
    public static T Watch<TCommand, T>(
        this StatementReporter reporter,
        Statement statement,
        TCommand command,
        Func<TCommand, T> run
    )
    {
        T result;
        try
        {
            result = run(command);
        }
        catch (Exception failure)
        {
            reporter.End(statement, failure);
            throw;
        }

        reporter.End(statement);
        return result;
    }

    public static async Task<T> WatchAsync<TCommand, T>(
        this StatementReporter reporter,
        Statement statement,
        TCommand command,
        Func<TCommand, Task<T>> run
    )
    {
        T result;
        try
        {
            result = await run(command).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            reporter.End(statement, failure);
            throw;
        }

        reporter.End(statement);
        return result;
    }
}
