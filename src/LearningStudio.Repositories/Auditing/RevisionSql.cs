namespace LearningStudio.Repositories.Auditing;

// Rule: a text is kept as long as something needs it: in a host with reviews, an open one of its post or of the topic that
//   the post opens, or one that was decided so lately that the decision may be taken back. The options say what does.
/// <summary>What keeps, reads and removes the texts that edits replaced. <c>p</c> is the post, <c>t</c> its topic.</summary>
internal sealed class RevisionSql(string? condition)
{
    // Where nobody says what needs it, as long as the last edit could be taken back.
    private const string IsRecent =
        "EXISTS (SELECT 1 FROM post_revisions r WHERE r.post_id = p.id AND r.replaced_at >= @since)";

    private readonly string _isNeeded = condition ?? IsRecent;

    public string KeepBody =>
        $"""
            INSERT INTO post_revisions (post_id, field, text, replaced_at, replaced_by)
            SELECT p.id, 'body', p.body, @at, @editor FROM posts p JOIN topics t ON t.id = p.topic_id
            WHERE p.id = @post AND p.body <> @text AND (@reviewed OR {_isNeeded})
            """;

    public string KeepTitle =>
        $"""
            INSERT INTO post_revisions (post_id, field, text, replaced_at, replaced_by)
            SELECT p.id, 'title', t.title, @at, @editor
            FROM posts p JOIN topics t ON t.id = p.topic_id AND t.first_post_id = p.id
            WHERE p.id = @post AND t.title <> @text AND (@reviewed OR {_isNeeded})
            """;

    public const string List = """
        SELECT id, post_id, field, text, replaced_at, replaced_by FROM post_revisions
        WHERE post_id = @post AND (
          id = (SELECT MIN(id) FROM post_revisions WHERE post_id = @post)
          OR id IN (SELECT id FROM post_revisions WHERE post_id = @post ORDER BY id DESC LIMIT @newest))
        ORDER BY id
        """;

    public string Expire =>
        $"""
            DELETE FROM post_revisions WHERE post_id NOT IN (
              SELECT p.id FROM posts p JOIN topics t ON t.id = p.topic_id
              WHERE p.id IN (SELECT k.post_id FROM post_revisions k) AND ({_isNeeded}))
            """;
}
