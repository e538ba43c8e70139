namespace LearningStudio.HostApi.Tests.Access;

/// <summary>The rows of <see cref="StateTable"/> that name a review.</summary>
internal static class ReviewTable
{
    private const string Users = "401 403 403 403 403 ";
    private const string Read = Users + "200 200 200 200";
    private const string None = Users + "404 404 404 404";

    // In the order of a moderator, the moderator concerned, a lead and an admin.
    private const string Taken = Users + "200 403 200 200";
    private const string TakenByLeads = Users + "409 403 200 200";
    private const string Done = Users + "204 403 204 204";
    private const string DoneByLeads = Users + "409 403 204 204";
    private const string Late = Users + "409 403 409 409";
    private const string NotHeld = Users + "409 409 409 409";
    private const string Held = Users + "204 409 204 204";

    private const string Queue = "POST /api/v1/moderation/queue/{review}/";

    private const string Fence = """{"fence":1}""";
    private const string Skip = """{"fence":1,"action":"skip"}""";

    public static TheoryData<string, string?, string, string> AddTo(TheoryData<string, string?, string, string> rows)
    {
        Add(rows, "GET /api/v1/moderation/queue/{review}", null, [Read, Read, Read, Read, Read, Read]);
        Add(rows, Queue + "claim", null, [Taken, TakenByLeads, Late, Taken, Late, Late]);
        Add(rows, Queue + "renew", Fence, [NotHeld, NotHeld, NotHeld, Held, NotHeld, NotHeld]);
        Add(rows, Queue + "release", Fence, [NotHeld, NotHeld, NotHeld, Held, NotHeld, NotHeld]);
        Add(rows, Queue + "decision", Skip, [Late, Late, Late, Done, Late, Late]);
        Add(rows, Queue + "approve", null, [Done, DoneByLeads, Late, Done, Late, Late]);
        Add(rows, Queue + "reject", null, [Done, DoneByLeads, Late, Done, Late, Late]);
        Add(rows, Queue + "undo", null, [Late, Late, Late, Late, DoneByLeads, Done]);
        return rows;
    }

    /// <param name="rows">Where to add.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="statuses">In the states open, escalated, claimed by another moderator or the caller, and decided by another or
    /// the caller.</param>
    private static void Add(
        TheoryData<string, string?, string, string> rows,
        string endpoint,
        string? body,
        string[] statuses
    )
    {
        // Whether the post is to be seen does not matter to its review.
        foreach (string state in new[] { "open", "held", "deleted" })
        {
            rows.Add(endpoint, body, state, statuses[0]);
        }

        rows.Add(endpoint, body, "escalated", statuses[1]);
        rows.Add(endpoint, body, "claimed", statuses[2]);
        rows.Add(endpoint, body, "mine", statuses[3]);
        rows.Add(endpoint, body, "decided", statuses[4]);
        rows.Add(endpoint, body, "settled", statuses[5]);
        rows.Add(endpoint, body, "unknown", None);
    }
}
