namespace LearningStudio.HostApi.Tests.Access;

/// <summary>The rows of <see cref="StateTable"/> that name a review.</summary>
internal static class ReviewTable
{
    private const string Users = "401 403 403 403 403 ";
    private const string Read = Users + "200 200 200";
    private const string None = Users + "404 404 404";

    // In the order of a moderator, the moderator concerned and a lead.
    private const string Taken = Users + "200 403 200";
    private const string TakenByLeads = Users + "409 403 200";
    private const string Done = Users + "204 403 204";
    private const string DoneByLeads = Users + "409 403 204";
    private const string Late = Users + "409 403 409";
    private const string NotHeld = Users + "409 409 409";

    private const string Fence = """{"fence":1}""";
    private const string Skip = """{"fence":1,"action":"skip"}""";

    public static TheoryData<string, string?, string, string> AddTo(TheoryData<string, string?, string, string> rows)
    {
        Add(rows, "GET /api/v1/moderation/queue/{review}", null, Read, Read, Read, Read);
        Add(rows, "POST /api/v1/moderation/queue/{review}/claim", null, Taken, TakenByLeads, Late, Late);
        Add(rows, "POST /api/v1/moderation/queue/{review}/renew", Fence, NotHeld, NotHeld, NotHeld, NotHeld);
        Add(rows, "POST /api/v1/moderation/queue/{review}/release", Fence, NotHeld, NotHeld, NotHeld, NotHeld);
        Add(rows, "POST /api/v1/moderation/queue/{review}/decision", Skip, Late, Late, Late, Late);
        Add(rows, "POST /api/v1/moderation/queue/{review}/approve", null, Done, DoneByLeads, Late, Late);
        Add(rows, "POST /api/v1/moderation/queue/{review}/reject", null, Done, DoneByLeads, Late, Late);
        Add(rows, "POST /api/v1/moderation/queue/{review}/undo", null, Late, Late, Late, DoneByLeads);
        return rows;
    }

    private static void Add(
        TheoryData<string, string?, string, string> rows,
        string endpoint,
        string? body,
        string open,
        string escalated,
        string claimed,
        string decided
    )
    {
        rows.Add(endpoint, body, "open", open);
        // Whether the post is to be seen does not matter to its review.
        rows.Add(endpoint, body, "held", open);
        rows.Add(endpoint, body, "deleted", open);
        rows.Add(endpoint, body, "escalated", escalated);
        rows.Add(endpoint, body, "claimed", claimed);
        rows.Add(endpoint, body, "decided", decided);
        rows.Add(endpoint, body, "unknown", None);
    }
}
