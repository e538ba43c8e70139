using DbUp.Engine;
using LearningStudio.Moderation.Sql.Reviews;

namespace LearningStudio.Moderation.Sql.Schema;

/// <summary>
/// Writes into a migration when two items are about the same: a topic and the post that opens it are, where the options say
/// which that is and the forum's tables are there.
/// </summary>
internal sealed class SameContentPreprocessor(OpeningPosts? posts, TableCheck check) : IScriptPreprocessor
{
    private const string Mark = "{same content}";

    public string Process(string contents) =>
        contents.Contains(Mark, StringComparison.Ordinal)
            ? contents.Replace(Mark, Condition(), StringComparison.Ordinal)
            : contents;

    private string Condition() =>
        posts is null || !check.IsThere($"SELECT ({posts.PostOf("0")}) AS post")
            ? "o.target_kind = review_items.target_kind AND o.target_id = review_items.target_id"
            : $"""
                (o.target_kind IN ('post', 'topic')) = (review_items.target_kind IN ('post', 'topic'))
                AND {PostOf("o", posts)} = {PostOf("review_items", posts)}
                """;

    private static string PostOf(string item, OpeningPosts posts) =>
        $"CASE {item}.target_kind WHEN 'topic' THEN ({posts.PostOf($"{item}.target_id")}) ELSE {item}.target_id END";
}
