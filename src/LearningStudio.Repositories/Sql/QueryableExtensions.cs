using LinqToDB.Async;

namespace LearningStudio.Repositories.Sql;

internal static class QueryableExtensions
{
    /// <summary>
    /// The first row, or null. linq2db builds the SQL of <c>FirstOrDefault</c> anew on every call, compiled or not;
    /// that of an enumeration it builds once.
    /// </summary>
    public static async Task<T?> FirstRowAsync<T>(this IQueryable<T> query, CancellationToken cancellationToken)
        where T : class
    {
        await foreach (T row in query.AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            return row;
        }

        return null;
    }

    public static async Task<IReadOnlyList<T>> ToReadOnlyListAsync<T>(
        this IQueryable<T> query,
        CancellationToken cancellationToken
    ) => await query.ToListAsync(cancellationToken).ConfigureAwait(false);
}
