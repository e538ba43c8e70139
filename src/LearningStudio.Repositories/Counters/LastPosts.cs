using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Counters;

/// <summary>Looks for the last post of a forum.</summary>
internal static class LastPosts
{
    /// <summary>Locks a forum's counters; what follows in another statement sees all that others committed before.</summary>
    public static readonly Func<ISqlDialect, string> Lock = sql =>
        $"""
            SELECT forum_id FROM forum_stats WHERE forum_id = @forum{sql.Lock("FOR NO KEY UPDATE")};

            """;

    public const string Find = """

        UPDATE forum_stats SET
          last_post_id = p.id, last_post_at = p.created_at, last_topic_id = t.id, last_topic_title = t.title,
          last_author_id = p.author_id, last_author_name = COALESCE(u.display_name, p.author_name)
        FROM forums f
        LEFT JOIN topics t ON t.id = (
          SELECT l.id FROM topics l
          WHERE l.forum_id = f.id AND l.is_approved AND l.deleted_at IS NULL AND l.last_post_id IS NOT NULL
          ORDER BY l.last_post_at DESC, l.last_post_id DESC LIMIT 1)
        LEFT JOIN posts p ON p.id = t.last_post_id
        LEFT JOIN users u ON u.id = p.author_id
        WHERE forum_stats.forum_id = f.id AND f.id = @forum
        """;
}
