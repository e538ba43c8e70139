using LearningStudio.Repositories;
using LinqToDB.Data;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>The bands of ids that the sources own: each from its first id to that of the next.</summary>
internal sealed class SourceBands(Func<ForumDb> connect)
{
    // Far above any band, and far enough below the largest id that there is always room for one more.
    private const long MaxId = 1L << 62;

    /// <summary>How many ids, from 0, a source may have without meeting those of another.</summary>
    public async Task<long> WidthAsync(long firstId, CancellationToken cancellationToken)
    {
        await using ForumDb db = connect();
        long? next = await db.ExecuteAsync<long?>(
            "SELECT MIN(first_id) FROM content_sources WHERE first_id > @firstId",
            cancellationToken,
            DataParameter.Int64("firstId", firstId)
        );
        return (next ?? MaxId) - firstId;
    }

    /// <summary>The names of the sources that have been loaded.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using ForumDb db = connect();
        return await db.QueryToListAsync<string>(
            "SELECT name FROM content_sources ORDER BY first_id",
            cancellationToken
        );
    }
}
