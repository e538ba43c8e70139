namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>
/// What each endpoint answers each role. Columns: anonymous, a moderator's token without an account, user, moderator,
/// admin, and a token without a role. The forum has a held post, whose reviews are 1 and 2 and which a user of trust level
/// 0 wrote.
/// </summary>
internal static class AccessTable
{
    private const string Topic = """{"forumId":2,"title":"t","body":"b"}""";
    private const string Fence = """{"fence":1}""";
    private const string Decision = """{"fence":1,"action":"skip"}""";
    private const string Bulk = """{"key":"k","action":"reject","type":"editedPost"}""";
    private static readonly int[] Anyone = [200, 200, 200, 200, 200, 200];

    /// <summary>Whether a row changes what others rely on, and so needs a forum of its own.</summary>
    public static bool Changes(string method, string address) =>
        method == "DELETE"
        || address
            is "moderation/claims"
                or "moderation/bulk"
                or "moderation/queue/1/claim"
                or "moderation/queue/1/approve"
                or "moderation/queue/1/reject";

    public static TheoryData<string, string, string?, int[]> Rows { get; } =
        new()
        {
            { "GET", "forums", null, Anyone },
            { "GET", "forums/2", null, Anyone },
            { "GET", "forums/2/topics", null, Anyone },
            { "GET", "topics/1", null, Anyone },
            { "GET", "topics/1/posts", null, Anyone },
            { "GET", "users/1/stats", null, Anyone },
            { "GET", "search?q=x", null, Anyone },
            { "GET", "statistics", null, Anyone },
            { "GET", "statistics/activity", null, Anyone },
            { "GET", "statistics/online", null, Anyone },
            { "GET", "statistics/trending", null, Anyone },
            { "POST", "topics", Topic, [401, 403, 201, 201, 201, 403] },
            { "POST", "topics/1/posts", """{"body":"b"}""", [401, 403, 201, 201, 201, 403] },
            { "POST", "topics/1/edits", """{"title":"b"}""", [401, 403, 403, 403, 403, 403] },
            { "POST", "posts/1/edits", """{"body":"b"}""", [401, 403, 403, 403, 403, 403] },
            { "POST", "posts/1/reports", """{"reason":"b"}""", [401, 403, 202, 202, 202, 403] },
            { "DELETE", "topics/2", null, [401, 403, 403, 204, 404, 403] },
            { "DELETE", "posts/1", null, [401, 403, 403, 204, 404, 403] },
            { "GET", "moderation/queue", null, [401, 403, 403, 200, 200, 403] },
            { "GET", "moderation/queue/1", null, [401, 403, 403, 200, 200, 403] },
            { "GET", "moderation/analytics", null, [401, 403, 403, 200, 200, 403] },
            { "POST", "moderation/claims", "{}", [401, 403, 403, 200, 200, 403] },
            // The same key, but another moderator's decision.
            { "POST", "moderation/bulk", Bulk, [401, 403, 403, 200, 409, 403] },
            // The moderator takes it, so the admin comes too late.
            { "POST", "moderation/queue/1/claim", null, [401, 403, 403, 200, 409, 403] },
            { "POST", "moderation/queue/1/renew", Fence, [401, 403, 403, 409, 409, 403] },
            { "POST", "moderation/queue/1/release", Fence, [401, 403, 403, 409, 409, 403] },
            { "POST", "moderation/queue/1/decision", Decision, [401, 403, 403, 409, 409, 403] },
            { "POST", "moderation/queue/1/approve", null, [401, 403, 403, 204, 409, 403] },
            { "POST", "moderation/queue/1/reject", null, [401, 403, 403, 204, 409, 403] },
            { "POST", "moderation/queue/1/undo", null, [401, 403, 403, 409, 409, 403] },
            { "POST", "moderation/queue/99/approve", null, [401, 403, 403, 404, 404, 403] },
            { "GET", "operations/figures", null, [401, 403, 403, 200, 200, 403] },
            { "GET", "operations/switches", null, [401, 403, 403, 200, 200, 403] },
            { "GET", "operations/audit", null, [401, 403, 403, 403, 200, 403] },
            { "PUT", "operations/switches/users", """{"enabled":true}""", [401, 403, 403, 403, 200, 403] },
            { "POST", "operations/invalidations", """{"key":"x"}""", [401, 403, 403, 403, 204, 403] },
        };
}
