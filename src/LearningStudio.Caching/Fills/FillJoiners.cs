namespace LearningStudio.Caching.Fills;

/// <summary>Those who joined a fill.</summary>
/// <remarks>Ends once, when the fill is not in flight any more.</remarks>
internal sealed class FillJoiners<T>
{
    private readonly TaskCompletionSource<FillResult<T>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the fill ends with.</summary>
    public Task<FillResult<T>> End => _end.Task;

    /// <summary>One task for all who share the value and cannot leave; the stripe's lock guards it.</summary>
    public Task<T>? Shared { get; set; }

    public void Succeed(in FillResult<T> result) => _end.TrySetResult(result);

    public void Fail(Exception exception)
    {
        // It may have been given up before.
        if (_end.TrySetException(exception))
        {
            _ = _end.Task.Exception; // Observed: every caller may have left.
        }
    }
}
