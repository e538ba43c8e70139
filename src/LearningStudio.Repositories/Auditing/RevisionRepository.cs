using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Auditing;

// Threads: one connection a call.
internal sealed class RevisionRepository(ForumDatabase database) : IRevisionRepository
{
    public async Task<IReadOnlyList<PostRevision>> GetAsync(
        long postId,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(limit);
        database.RequireNative("keep no texts that edits replace");
        return await database
            .RunAsync(db =>
                db.QueryToListAsync(
                    row => new PostRevision(
                        row.GetInt64(0),
                        row.GetInt64(1),
                        row.GetString(2) is "title" ? RevisedField.Title : RevisedField.Body,
                        row.GetString(3),
                        database.Times.Read(row, 4),
                        row.IsDBNull(5) ? null : row.GetInt64(5)
                    ),
                    RevisionSql.List,
                    cancellationToken,
                    DataParameter.Int64("post", postId),
                    DataParameter.Int32("newest", limit - 1)
                )
            )
            .ConfigureAwait(false);
    }

    public Task<int> ExpireAsync(DateTimeOffset decidedSince, CancellationToken cancellationToken = default)
    {
        database.RequireNative("keep no texts that edits replace");
        return database.WriteAsync(
            db =>
                db.ExecuteAsync(
                    database.Revisions.Expire,
                    cancellationToken,
                    database.Times.Parameter("since", decidedSince)
                ),
            cancellationToken
        );
    }
}
