namespace LearningStudio.HostApi.Tests.Access;

/// <summary>
/// What every endpoint answers every caller in every state. The columns are an anonymous caller, a user of trust level 0, one
/// of level 1, the author of the topic (level 1), another user (level 2), a moderator, a moderator whose own the topic is, a
/// lead and an admin, who is a lead too.
/// </summary>
/// <remarks>
/// A topic has one post, by the author; a closed one stands in a forum for level 2. A review is of that post; a claimed one is
/// another moderator's, or the caller's where it is mine; a decided one was decided by the admin, a settled one by the caller. Each request finds a topic of its own.
/// </remarks>
internal static class StateTable
{
    private const string Anyone = "200 200 200 200 200 200 200 200 200";
    private const string Nobody = "404 404 404 404 404 404 404 404 404";
    private const string NoUser = "401 404 404 404 404 404 404 404 404";
    private const string Staff = "401 403 403 403 403 200 200 200 200";

    private const string NewTopic = """{"forumId":{forum},"title":"t","body":"b"}""";
    private const string Title = """{"title":"t"}""";
    private const string Body = """{"body":"b"}""";
    private const string Report = """{"reason":"rude"}""";
    private const string Bulk = """{"key":"{key}","action":"reject","type":"editedPost"}""";

    /// <summary>The states of what an address or a body names.</summary>
    public static IReadOnlyDictionary<string, string> States { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["forum"] = "open closed unknown",
            ["topic"] = "open locked held deleted closed unknown",
            ["post"] = "open locked held deleted closed unknown",
            ["review"] = "open held deleted escalated claimed mine decided settled unknown",
        };

    /// <summary>Endpoint, body, state and statuses.</summary>
    public static TheoryData<string, string?, string, string> Rows { get; } =
        ReviewTable.AddTo(
            new()
            {
                { "GET /", null, "", "302 302 302 302 302 302 302 302 302" },
                { "GET /docs/", null, "", Anyone },
                { "GET /docs/v1", null, "", Anyone },
                { "GET /docs/scalar.js", null, "", Anyone },
                { "GET /docs/scalar.aspnetcore.js", null, "", Anyone },
                { "GET /docs/favicon.svg", null, "", Anyone },
                { "GET /dashboard", null, "", Anyone },
                { "GET /dashboard/index.html", null, "", Anyone },
                { "GET /openapi/v1.json", null, "", Anyone },
                { "GET /metrics", null, "", Anyone },
                { "GET /health/live", null, "", Anyone },
                { "GET /health/ready", null, "", Anyone },
                { "GET /api/v1/forums", null, "", Anyone },
                { "GET /api/v1/forums/{forum}", null, "open", Anyone },
                { "GET /api/v1/forums/{forum}", null, "closed", Nobody },
                { "GET /api/v1/forums/{forum}", null, "unknown", Nobody },
                { "GET /api/v1/forums/{forum}/topics", null, "open", Anyone },
                { "GET /api/v1/forums/{forum}/topics", null, "closed", "404 404 404 404 200 200 200 200 200" },
                { "GET /api/v1/forums/{forum}/topics", null, "unknown", Nobody },
                { "GET /api/v1/topics/{topic}", null, "open", Anyone },
                { "GET /api/v1/topics/{topic}", null, "locked", Anyone },
                { "GET /api/v1/topics/{topic}", null, "held", "404 404 404 200 404 200 200 200 200" },
                { "GET /api/v1/topics/{topic}", null, "deleted", Nobody },
                { "GET /api/v1/topics/{topic}", null, "closed", "404 404 404 404 200 200 200 200 200" },
                { "GET /api/v1/topics/{topic}", null, "unknown", Nobody },
                { "GET /api/v1/topics/{topic}/posts", null, "open", Anyone },
                { "GET /api/v1/topics/{topic}/posts", null, "locked", Anyone },
                { "GET /api/v1/topics/{topic}/posts", null, "held", "404 404 404 200 404 200 200 200 200" },
                { "GET /api/v1/topics/{topic}/posts", null, "deleted", Nobody },
                { "GET /api/v1/topics/{topic}/posts", null, "closed", "404 404 404 404 200 200 200 200 200" },
                { "GET /api/v1/topics/{topic}/posts", null, "unknown", Nobody },
                { "GET /api/v1/users/1/stats", null, "", Anyone },
                { "GET /api/v1/search?q=text", null, "", Anyone },
                { "GET /api/v1/statistics", null, "", Anyone },
                { "GET /api/v1/statistics/activity", null, "", Anyone },
                { "GET /api/v1/statistics/online", null, "", Anyone },
                { "GET /api/v1/statistics/trending", null, "", Anyone },
                { "POST /api/v1/topics", NewTopic, "open", "401 201 201 201 201 201 201 201 201" },
                { "POST /api/v1/topics", NewTopic, "closed", "401 404 404 404 201 201 201 201 201" },
                { "POST /api/v1/topics", NewTopic, "unknown", NoUser },
                { "POST /api/v1/topics/{topic}/posts", Body, "open", "401 201 201 201 201 201 201 201 201" },
                { "POST /api/v1/topics/{topic}/posts", Body, "locked", "401 409 409 409 409 409 409 409 409" },
                { "POST /api/v1/topics/{topic}/posts", Body, "held", "401 404 404 201 404 201 201 201 201" },
                { "POST /api/v1/topics/{topic}/posts", Body, "deleted", NoUser },
                { "POST /api/v1/topics/{topic}/posts", Body, "closed", "401 404 404 404 201 201 201 201 201" },
                { "POST /api/v1/topics/{topic}/posts", Body, "unknown", NoUser },
                { "POST /api/v1/topics/{topic}/edits", Title, "open", "401 403 403 200 403 403 200 403 403" },
                { "POST /api/v1/topics/{topic}/edits", Title, "locked", "401 403 403 409 403 403 200 403 403" },
                { "POST /api/v1/topics/{topic}/edits", Title, "held", "401 404 404 200 404 403 200 403 403" },
                { "POST /api/v1/topics/{topic}/edits", Title, "deleted", NoUser },
                { "POST /api/v1/topics/{topic}/edits", Title, "closed", "401 404 404 404 403 403 200 403 403" },
                { "POST /api/v1/topics/{topic}/edits", Title, "unknown", NoUser },
                { "POST /api/v1/posts/{post}/edits", Body, "open", "401 403 403 200 403 403 200 403 403" },
                { "POST /api/v1/posts/{post}/edits", Body, "locked", "401 403 403 409 403 403 200 403 403" },
                { "POST /api/v1/posts/{post}/edits", Body, "held", "401 404 404 200 404 403 200 403 403" },
                { "POST /api/v1/posts/{post}/edits", Body, "deleted", NoUser },
                { "POST /api/v1/posts/{post}/edits", Body, "closed", "401 404 404 404 403 403 200 403 403" },
                { "POST /api/v1/posts/{post}/edits", Body, "unknown", NoUser },
                { "POST /api/v1/posts/{post}/reports", Report, "open", "401 202 202 403 202 202 403 202 202" },
                { "POST /api/v1/posts/{post}/reports", Report, "locked", "401 202 202 403 202 202 403 202 202" },
                { "POST /api/v1/posts/{post}/reports", Report, "held", "401 404 404 403 404 202 403 202 202" },
                { "POST /api/v1/posts/{post}/reports", Report, "deleted", NoUser },
                { "POST /api/v1/posts/{post}/reports", Report, "closed", "401 404 404 404 202 202 403 202 202" },
                { "POST /api/v1/posts/{post}/reports", Report, "unknown", NoUser },
                { "DELETE /api/v1/topics/{topic}", null, "open", "401 403 403 204 403 204 204 204 204" },
                { "DELETE /api/v1/topics/{topic}", null, "locked", "401 403 403 204 403 204 204 204 204" },
                { "DELETE /api/v1/topics/{topic}", null, "held", "401 404 404 204 404 204 204 204 204" },
                { "DELETE /api/v1/topics/{topic}", null, "deleted", NoUser },
                { "DELETE /api/v1/topics/{topic}", null, "closed", "401 404 404 404 403 204 204 204 204" },
                { "DELETE /api/v1/topics/{topic}", null, "unknown", NoUser },
                { "DELETE /api/v1/posts/{post}", null, "open", "401 403 403 204 403 204 204 204 204" },
                { "DELETE /api/v1/posts/{post}", null, "locked", "401 403 403 204 403 204 204 204 204" },
                { "DELETE /api/v1/posts/{post}", null, "held", "401 404 404 204 404 204 204 204 204" },
                { "DELETE /api/v1/posts/{post}", null, "deleted", NoUser },
                { "DELETE /api/v1/posts/{post}", null, "closed", "401 404 404 404 403 204 204 204 204" },
                { "DELETE /api/v1/posts/{post}", null, "unknown", NoUser },
                { "GET /api/v1/moderation/queue", null, "", Staff },
                { "GET /api/v1/moderation/analytics", null, "", Staff },
                { "POST /api/v1/moderation/claims", "{}", "", Staff },
                { "POST /api/v1/moderation/bulk", Bulk, "", Staff },
                { "GET /api/v1/operations/figures", null, "", Staff },
                { "GET /api/v1/operations/switches", null, "", Staff },
                { "GET /api/v1/operations/audit", null, "", "401 403 403 403 403 403 403 403 200" },
                {
                    "PUT /api/v1/operations/switches/users",
                    """{"enabled":true}""",
                    "",
                    "401 403 403 403 403 403 403 403 200"
                },
                {
                    "POST /api/v1/operations/invalidations",
                    """{"key":"x"}""",
                    "",
                    "401 403 403 403 403 403 403 403 204"
                },
            }
        );
}
