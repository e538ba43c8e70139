using LearningStudio.Repositories.Sql;
using LearningStudio.Repositories.Writing;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Auditing;

internal sealed class RevisionWriter(ForumDb db, ForumDatabase database) : IRevisionWriter
{
    public async Task<bool> KeepAsync(TextEdit edit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edit);
        string sql = edit.Field switch
        {
            RevisedField.Title => database.Revisions.KeepTitle,
            _ => database.Revisions.KeepBody,
        };
        return await db.ExecuteAsync(
                    sql,
                    cancellationToken,
                    DataParameter.Int64("post", edit.PostId),
                    DataParameter.NVarChar("text", database.Dialect.Text(edit.Text)),
                    database.Times.Parameter("at", edit.At),
                    new DataParameter("editor", edit.EditorId, DataType.Int64),
                    DataParameter.Boolean("reviewed", edit.OpensReview),
                    database.Times.Parameter("since", edit.DecidedSince)
                )
                .ConfigureAwait(false) > 0;
    }
}
