namespace LearningStudio.HostApi.Import;

internal static class Batches
{
    /// <summary>How many items a list holds at the most.</summary>
    public const int Size = 1000;

    /// <summary>Hands items on in lists of bounded size.</summary>
    public static async Task AddInBatchesAsync<T>(
        this IEnumerable<T> items,
        Func<IReadOnlyCollection<T>, CancellationToken, Task> add,
        CancellationToken cancellationToken
    )
    {
        foreach (T[] batch in items.Chunk(Size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await add(batch, cancellationToken);
        }
    }
}
