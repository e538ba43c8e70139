using LearningStudio.Repositories.Sql;
using LearningStudio.Repositories.Writing;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Auditing;

internal sealed class RevisionWriter(ForumDb db, ForumStore store) : IRevisionWriter
{
    public async Task<bool> KeepAsync(TextEdit edit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edit);
        string sql = edit.Field switch
        {
            RevisedField.Title => RevisionSql.KeepTitle,
            _ => RevisionSql.KeepBody,
        };
        return await db.ExecuteAsync(
                    sql,
                    cancellationToken,
                    DataParameter.Int64("post", edit.PostId),
                    DataParameter.NVarChar("text", store.Engine.Text(edit.Text)),
                    store.Times.Parameter("at", edit.At),
                    new DataParameter("editor", edit.EditorId, DataType.Int64),
                    DataParameter.Boolean("reviewed", edit.OpensReview),
                    store.Times.Parameter("since", edit.DecidedSince)
                )
                .ConfigureAwait(false) > 0;
    }
}
