namespace LearningStudio.Repositories.Auditing;

// Rule: a text is kept as long as a review of its post, or of the topic that the post opens, is open, or was decided so
//   lately that the decision may be taken back.
/// <summary>What keeps, reads and removes the texts that edits replaced. <c>p</c> is the post, <c>t</c> its topic.</summary>
internal static class RevisionSql
{
    // Each is found by an index of its own: open reviews by their target, decided ones by their time.
    private const string IsNeeded = """
        EXISTS (
            SELECT 1 FROM review_items r WHERE r.state = 'pending' AND r.target_kind = 'post' AND r.target_id = p.id)
          OR EXISTS (
            SELECT 1 FROM review_items r
            WHERE r.state = 'pending' AND r.target_kind = 'topic' AND r.target_id = t.id AND t.first_post_id = p.id)
          OR EXISTS (
            SELECT 1 FROM review_items r
            WHERE r.decided_at >= @since AND (
              (r.target_kind = 'post' AND r.target_id = p.id)
              OR (r.target_kind = 'topic' AND r.target_id = t.id AND t.first_post_id = p.id)))
        """;

    public const string KeepBody = $"""
        INSERT INTO post_revisions (post_id, field, text, replaced_at, replaced_by)
        SELECT p.id, 'body', p.body, @at, @editor FROM posts p JOIN topics t ON t.id = p.topic_id
        WHERE p.id = @post AND p.body <> @text AND (@reviewed OR {IsNeeded})
        """;

    public const string KeepTitle = $"""
        INSERT INTO post_revisions (post_id, field, text, replaced_at, replaced_by)
        SELECT p.id, 'title', t.title, @at, @editor
        FROM posts p JOIN topics t ON t.id = p.topic_id AND t.first_post_id = p.id
        WHERE p.id = @post AND t.title <> @text AND (@reviewed OR {IsNeeded})
        """;

    public const string List = """
        SELECT id, post_id, field, text, replaced_at, replaced_by FROM post_revisions
        WHERE post_id = @post AND (
          id = (SELECT MIN(id) FROM post_revisions WHERE post_id = @post)
          OR id IN (SELECT id FROM post_revisions WHERE post_id = @post ORDER BY id DESC LIMIT @newest))
        ORDER BY id
        """;

    public const string Expire = $"""
        DELETE FROM post_revisions WHERE post_id NOT IN (
          SELECT p.id FROM posts p JOIN topics t ON t.id = p.topic_id
          WHERE p.id IN (SELECT k.post_id FROM post_revisions k) AND ({IsNeeded}))
        """;
}
