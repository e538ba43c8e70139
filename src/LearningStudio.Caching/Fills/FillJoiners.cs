namespace LearningStudio.Caching.Fills;

/// <summary>Those who joined a fill.</summary>
/// <remarks>Ends once, after the fill has left the table; thread-safe.</remarks>
internal sealed class FillJoiners<T>
{
    private readonly TaskCompletionSource<Filled<T>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="heir">The first one's request.</param>
    public FillJoiners(FillRequest<T> heir)
    {
        Heir = heir;
        Shared = ValueOfAsync(_end.Task);
    }

    /// <summary>The request with which a further read is made for all of them.</summary>
    public FillRequest<T> Heir { get; }

    /// <summary>What they get.</summary>
    public Task<Filled<T>> End => _end.Task;

    /// <summary>The same for a value that callers share: one task for all of them.</summary>
    public Task<T> Shared { get; }

    public void Succeed(in Filled<T> filled) => _end.SetResult(filled);

    public void Fail(Exception exception)
    {
        _end.SetException(exception);
        _ = _end.Task.Exception; // Observed: every caller may have left.
        _ = Shared.ContinueWith(static task => task.Exception, TaskScheduler.Default);
    }

    /// <summary>Gives them what a further read brings.</summary>
    public async Task ReadAgainAsync(IReadAgain readAgain, CancellationToken abandoned)
    {
        try
        {
            Succeed(await readAgain.ReadAgainAsync(Heir, abandoned).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever the factory throws belongs to its callers.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    private static async Task<T> ValueOfAsync(Task<Filled<T>> end) => (await end.ConfigureAwait(false)).Value;
}
