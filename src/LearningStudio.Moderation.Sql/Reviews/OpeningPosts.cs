namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>
/// Finds the post that opens a topic, in the forum's own tables: a topic and that post are decided together, so an item of
/// either that is escalated, or that another moderator holds, keeps the other's from being decided.
/// </summary>
internal sealed class OpeningPosts(string postOfTopic, string topicOfPost)
{
    private const string Id = "{id}";

    public string PostOf(string topicId) => postOfTopic.Replace(Id, topicId, StringComparison.Ordinal);

    public string TopicOf(string postId) => topicOfPost.Replace(Id, postId, StringComparison.Ordinal);

    public static bool IsQuery(string query) => query.Contains(Id, StringComparison.Ordinal);
}
