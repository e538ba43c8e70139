using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Queries;

// Rule: a topic and the post that opens it are shown, decided and deleted together, so that entries of either are about the
//   same thing. Other forums' tables are not looked into: there only entries of one target are.
/// <summary>Conditions about the entries, called <c>o</c>, of what an entry of <c>review_items</c> is about, itself included.</summary>
internal static class EntriesBeside
{
    private const string OfTarget = """
        FROM review_items o
        WHERE o.target_kind = review_items.target_kind AND o.target_id = review_items.target_id
        """;

    private const string OfTopic = """
        FROM posts p
        JOIN topics t ON t.id = p.topic_id AND t.first_post_id = p.id
        JOIN review_items o ON o.target_kind = 'topic' AND o.target_id = t.id
        WHERE review_items.target_kind = 'post' AND p.id = review_items.target_id
        """;

    private const string OfOpeningPost = """
        FROM topics t
        JOIN review_items o ON o.target_kind = 'post' AND o.target_id = t.first_post_id
        WHERE review_items.target_kind = 'topic' AND t.id = review_items.target_id
        """;

    /// <summary>Whether one of them is open and fulfils a condition.</summary>
    public static string Exist(ForumDatabase store, string condition) =>
        $"({string.Join(" OR ", Sources(store).Select(from => $"EXISTS (SELECT 1 {from} AND o.state = 'pending' AND ({condition}))"))})";

    /// <summary>The least id of those that fulfil a condition.</summary>
    public static string First(ForumDatabase store, string condition) =>
        $"(SELECT MIN(b.id) FROM ({string.Join(" UNION ALL ", Sources(store).Select(from => $"SELECT o.id AS id {from} AND {condition}"))}) AS b)";

    private static string[] Sources(ForumDatabase store) =>
        store.IsNative ? [OfTarget, OfTopic, OfOpeningPost] : [OfTarget];
}
