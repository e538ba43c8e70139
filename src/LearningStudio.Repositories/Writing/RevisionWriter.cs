using LearningStudio.Repositories.Queries;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

internal sealed class RevisionWriter(ForumDb db, ForumStore store) : IRevisionWriter
{
    public async Task<bool> KeepAsync(TextEdit edit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edit);
        string sql = edit.Field switch
        {
            RevisedField.Title => store.Revisions.KeepTitle,
            _ => store.Revisions.KeepBody,
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
