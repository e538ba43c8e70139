using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories;

/// <summary>A base for repositories over tables of the application's own, in the forum's database.</summary>
/// <remarks>
/// Thread-safe: each call opens a pooled connection of its own, and costs one statement, which scopes count. Queries that
/// it does not offer are written in the derived class, over <see cref="Connect"/>; none leaves it as an IQueryable.
/// </remarks>
/// <typeparam name="TEntity">A row, mapped with linq2db's attributes; its id is the primary key and made by the database.</typeparam>
public abstract class Repository<TEntity>
    where TEntity : class, IEntity
{
    private const int LargestPage = 1000;

    /// <param name="connect">Opens a connection; resolve it from the container.</param>
    protected Repository(Func<ForumDb> connect)
    {
        ArgumentNullException.ThrowIfNull(connect);
        Connect = connect;
    }

    /// <summary>Opens a connection, which the caller disposes.</summary>
    protected Func<ForumDb> Connect { get; }

    /// <summary>Reads a row; null without it.</summary>
    public Task<TEntity?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        RunAsync(db => db.GetTable<TEntity>().Where(entity => entity.Id == id).FirstRowAsync(cancellationToken));

    /// <summary>Reads rows in the order of their ids; those that are not there are left out.</summary>
    /// <param name="ids">At most 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">There are more ids.</exception>
    public Task<IReadOnlyList<TEntity>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count > LargestPage)
        {
            throw new ArgumentException(
                $"There are {ids.Count} ids; at most {LargestPage} are read at once.",
                nameof(ids)
            );
        }

        return RunAsync(db =>
            db.GetTable<TEntity>()
                .Where(entity => ids.Contains(entity.Id))
                .OrderBy(entity => entity.Id)
                .ToReadOnlyListAsync(cancellationToken)
        );
    }

    /// <summary>Reads the rows after an id, by id.</summary>
    /// <param name="afterId">The last id of the page before; 0 for the first page.</param>
    /// <param name="size">How many at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of its bounds.</exception>
    public Task<IReadOnlyList<TEntity>> GetPageAsync(
        long afterId,
        int size,
        CancellationToken cancellationToken = default
    )
    {
        Bounds.Limit(size);
        return RunAsync(db =>
            db.GetTable<TEntity>()
                .Where(entity => entity.Id > afterId)
                .OrderBy(entity => entity.Id)
                .Take(size)
                .ToReadOnlyListAsync(cancellationToken)
        );
    }

    /// <summary>Counts all rows.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken = default) =>
        RunAsync(db => db.GetTable<TEntity>().CountAsync(cancellationToken));

    /// <summary>Whether there is a row.</summary>
    public Task<bool> ExistsAsync(long id, CancellationToken cancellationToken = default) =>
        RunAsync(db => db.GetTable<TEntity>().AnyAsync(entity => entity.Id == id, cancellationToken));

    /// <summary>Adds a row; its id is ignored.</summary>
    /// <returns>The id that the database gave it.</returns>
    public Task<long> InsertAsync(TEntity entity, CancellationToken cancellationToken = default) =>
        RunAsync(db => db.InsertWithInt64IdentityAsync(entity, token: cancellationToken));

    /// <summary>Replaces a row.</summary>
    /// <returns>Whether there was one of that id.</returns>
    public Task<bool> UpdateAsync(TEntity entity, CancellationToken cancellationToken = default) =>
        RunAsync(async db => await db.UpdateAsync(entity, token: cancellationToken).ConfigureAwait(false) > 0);

    /// <summary>Deletes a row.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> DeleteAsync(long id, CancellationToken cancellationToken = default) =>
        RunAsync(async db =>
            await db.GetTable<TEntity>().DeleteAsync(entity => entity.Id == id, cancellationToken).ConfigureAwait(false)
            > 0
        );

    private async Task<T> RunAsync<T>(Func<ForumDb, Task<T>> work)
    {
        ForumDb db = Connect();
        await using (db.ConfigureAwait(false))
        {
            return await work(db).ConfigureAwait(false);
        }
    }
}
