namespace LearningStudio.Repositories.Diagnostics;

/// <summary>Runs a statement and tells the recorder how it ended.</summary>
internal static class CommandRunner
{
    public static T Watch<TCommand, T>(
        this StatementRecorder recorder,
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
            recorder.End(statement, failure);
            throw;
        }

        recorder.End(statement);
        return result;
    }

    public static async Task<T> WatchAsync<TCommand, T>(
        this StatementRecorder recorder,
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
            recorder.End(statement, failure);
            throw;
        }

        recorder.End(statement);
        return result;
    }
}
