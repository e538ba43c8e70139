using LearningStudio.Repositories.BulkLoad;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

/// <summary>Takes the counters of one topic and its forum from the rows, in the transaction that changed them.</summary>
internal sealed class Counters(ForumDb db)
{
    // The statements of a whole recount, each held to one topic or one forum.
    private static readonly string Sql = Script
        .Read("recount")
        .Replace("/* topics */", "WHERE topics.id = @topic", StringComparison.Ordinal)
        .Replace("/* of forum */", "AND forum_id = @forum", StringComparison.Ordinal)
        .Replace("/* forums */", "AND forum_stats.forum_id = @forum", StringComparison.Ordinal);

    public Task RecountAsync(long topicId, long forumId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            Sql,
            cancellationToken,
            DataParameter.Int64("topic", topicId),
            DataParameter.Int64("forum", forumId)
        );
}
