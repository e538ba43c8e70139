namespace LearningStudio.HostApi.Commands.Import;

internal static class Batches
{
    /// <summary>How many items a list holds at the most.</summary>
    public const int Size = 1000;

    // A list that reaches it is handed on, so that a thousand long texts are never in memory at once.
    private const int Weight = 4 * 1024 * 1024;

    /// <summary>Hands items on in lists of bounded size.</summary>
    public static Task AddInBatchesAsync<T>(
        this IEnumerable<T> items,
        Func<IReadOnlyCollection<T>, CancellationToken, Task> add,
        CancellationToken cancellationToken
    ) => items.Select(item => (item, 0)).AddInBatchesAsync(add, cancellationToken);

    /// <summary>Hands items on in lists of bounded size and bounded weight.</summary>
    public static async Task AddInBatchesAsync<T>(
        this IEnumerable<(T Item, int Weight)> items,
        Func<IReadOnlyCollection<T>, CancellationToken, Task> add,
        CancellationToken cancellationToken
    )
    {
        var batch = new List<T>(Size);
        int weight = 0;
        foreach ((T item, int itemWeight) in items)
        {
            batch.Add(item);
            weight += itemWeight;
            if (batch.Count == Size || weight >= Weight)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await add(batch, cancellationToken);
                batch.Clear();
                weight = 0;
            }
        }

        if (batch.Count > 0)
        {
            await add(batch, cancellationToken);
        }
    }
}
