using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

// Rule: a topic and the post that opens it are shown, decided and deleted together, so that items of either are about the
//   same thing. Which post opens a topic, the host says; where it does not, only items of one target are.
/// <summary>Conditions about the items, called <c>o</c>, of what a row of <c>review_items</c> is about, itself included.</summary>
internal sealed class RelatedItems(OpeningPosts? posts)
{
    private const string OfTarget = """
        FROM review_items o
        WHERE o.target_kind = review_items.target_kind AND o.target_id = review_items.target_id
        """;

    private readonly string[] _sources = posts is null
        ? [OfTarget]
        :
        [
            OfTarget,
            $"""
                FROM review_items o
                WHERE review_items.target_kind = 'post' AND o.target_kind = 'topic'
                  AND o.target_id = ({posts.TopicOf("review_items.target_id")})
                """,
            $"""
                FROM review_items o
                WHERE review_items.target_kind = 'topic' AND o.target_kind = 'post'
                  AND o.target_id = ({posts.PostOf("review_items.target_id")})
                """,
        ];

    /// <summary>Whether one of them is open and fulfils a condition.</summary>
    public string Exist(string condition) =>
        $"({string.Join(" OR ", _sources.Select(from => $"EXISTS (SELECT 1 {from} AND o.state = 'pending' AND ({condition}))"))})";

    /// <summary>The least id of those in a set.</summary>
    public string First(ISqlDialect sql, string set) =>
        $"(SELECT MIN(b.id) FROM ({string.Join(" UNION ALL ", _sources.Select(from => $"SELECT o.id AS id {from} AND {sql.IsIn("o.id", set)}"))}) AS b)";
}
