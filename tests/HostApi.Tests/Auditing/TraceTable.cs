using LearningStudio.HostApi.Tests.Writing;
using static LearningStudio.HostApi.Tests.Writing.Write;

namespace LearningStudio.HostApi.Tests.Auditing;

/// <summary>
/// What each write of the API leaves in the audit log, after those that prepare it: actor, role, action, target, outcome
/// and details. The first new topic is 1001, the first new post 10001, the first review 1.
/// </summary>
internal static class TraceTable
{
    private static readonly object Fence = new { fence = 1 };

    public static TheoryData<string, Write[], Write, int, string[]> Rows { get; } =
        new()
        {
            { "topic opened", [], Topic("demo1"), 201, ["1 user topic.open topic 1001 done"] },
            { "topic held", [], Topic("demo5"), 201, ["5 user topic.open topic 1001 done held"] },
            { "post added", [], Reply("demo1"), 201, ["1 user post.add post 10001 done"] },
            { "post edited", [Reply("demo2")], Edit("demo2"), 200, ["2 user post.edit post 10001 done"] },
            { "topic renamed", [Topic("demo1")], Rename("demo1"), 200, ["1 user topic.rename topic 1001 done"] },
            { "post reported", [Reply("demo2")], Report("demo1"), 202, ["1 user post.report post 10001 done"] },
            {
                "post deleted by its author",
                [Reply("demo2")],
                Delete("demo2", "posts/10001"),
                204,
                ["2 user post.delete post 10001 done"]
            },
            {
                "post deleted by a moderator",
                [Reply("demo2")],
                Delete("demo9", "posts/10001"),
                204,
                ["9 moderator post.delete post 10001 done"]
            },
            {
                "opening post deleted",
                [Topic("demo1")],
                Delete("demo4", "posts/10001"),
                204,
                ["4 admin post.delete post 10001 done", "4 admin topic.delete topic 1001 done"]
            },
            {
                "topic deleted",
                [Topic("demo1")],
                Delete("demo9", "topics/1001"),
                204,
                ["9 moderator post.delete post 10001 done", "9 moderator topic.delete topic 1001 done"]
            },
            { "claimed", [Reply("demo5")], Step("claim"), 200, ["4 admin review.claim review 1 done"] },
            { "claimed by another", [Reply("demo5"), Step("claim")], Step("claim", user: "demo9"), 409, [] },
            {
                "next claimed",
                [Reply("demo5"), Reply("demo10")],
                Post("demo4", "moderation/claims", new { count = 2 }),
                200,
                ["4 admin review.claim review 1 done", "4 admin review.claim review 2 done"]
            },
            { "none to claim", [], Post("demo4", "moderation/claims", new { count = 2 }), 200, [] },
            { "renewed", Claimed, Step("renew", Fence), 204, ["4 admin review.renew review 1 done"] },
            { "renewed too late", Claimed, Step("renew", new { fence = 9 }), 409, [] },
            { "released", Claimed, Step("release", Fence), 204, ["4 admin review.release review 1 done"] },
            { "approved", Claimed, Decision("approve"), 204, [.. Decided("approve", "approve")] },
            { "rejected", Claimed, Decision("reject"), 204, [.. Decided("reject", "delete")] },
            { "escalated", Claimed, Decision("escalate"), 204, ["4 admin review.escalate review 1 done"] },
            { "asked", Claimed, Decision("askForInfo"), 204, ["4 admin review.askForInfo review 1 done"] },
            { "skipped", Claimed, Decision("skip"), 204, ["4 admin review.skip review 1 done"] },
            { "decided with an old fence", Claimed, Step("decision", new { fence = 9, action = "approve" }), 409, [] },
            {
                "both halves of a topic approved",
                [Topic("demo5")],
                Step("approve"),
                204,
                [.. Decided("approve", "approve"), "4 admin review.approve review 2 done"]
            },
            {
                "both halves of a topic opened again",
                [Topic("demo5"), Step("approve")],
                Step("undo"),
                204,
                ["4 admin review.undo review 1 done", "4 admin review.undo review 2 done"]
            },
            { "approved at once", [Reply("demo5")], Step("approve"), 204, [.. Decided("approve", "approve")] },
            { "rejected at once", [Reply("demo5")], Step("reject"), 204, [.. Decided("reject", "delete")] },
            {
                "topic rejected",
                [Topic("demo1"), Report("demo2")],
                Step("reject"),
                204,
                [.. Decided("reject", "delete"), "4 admin topic.delete topic 1001 done"]
            },
            { "approved while another holds it", Claimed, Step("approve", user: "demo9"), 409, [] },
            {
                "rejection taken back",
                [Reply("demo5"), Step("reject")],
                Step("undo"),
                204,
                ["4 admin review.undo review 1 done", "4 admin post.restore post 10001 done"]
            },
            {
                "rejection of a topic taken back",
                [Topic("demo1"), Report("demo2"), Step("reject")],
                Step("undo"),
                204,
                [
                    "4 admin review.undo review 1 done",
                    "4 admin post.restore post 10001 done",
                    "4 admin topic.restore topic 1001 done",
                ]
            },
            {
                "approval taken back",
                [Reply("demo5"), Step("approve")],
                Step("undo"),
                204,
                ["4 admin review.undo review 1 done"]
            },
            {
                "another's decision taken back",
                [Reply("demo5"), Step("approve")],
                Step("undo", user: "demo9"),
                409,
                []
            },
            {
                "many decided",
                [Reply("demo5"), Reply("demo10"), Step("claim", user: "demo9")],
                Bulk,
                200,
                ["4 admin review.reject review 2 done bulk k", "4 admin post.delete post 10002 done"]
            },
            { "many decided again", [Reply("demo5"), Bulk], Bulk, 200, [] },
            {
                "cache switched",
                [],
                new Write("demo4", "PUT", "operations/switches/TOPICS", new { enabled = false }),
                200,
                ["4 admin cache.switch switch topics done off"]
            },
            { "key dropped", [], Drop(new { key = "a" }), 204, ["4 admin cache.invalidate key a done"] },
            { "keys dropped", [], Drop(new { pattern = "a:*" }), 204, ["4 admin cache.invalidate pattern a:* done"] },
            { "tag dropped", [], Drop(new { tag = "t" }), 204, ["4 admin cache.invalidate tag t done"] },
            { "all dropped", [], Drop(new { everything = true }), 204, ["4 admin cache.invalidate tag * done"] },
            { "unknown post", [], Delete("demo4", "posts/99999"), 404, [] },
            { "foreign post", [Reply("demo2")], Delete("demo1", "posts/10001"), 403, [] },
            {
                "refused text",
                [],
                Post(
                    "demo5",
                    "topics",
                    new
                    {
                        forumId = 2,
                        title = "",
                        body = "b",
                    }
                ),
                400,
                []
            },
            { "own post reported", [Reply("demo2")], Report("demo2"), 403, [] },
            { "unknown review", [], Step("approve"), 404, [] },
            { "unknown review renewed", [], Step("renew", Fence), 404, [] },
            { "unknown review taken back", [], Step("undo"), 404, [] },
            {
                "unknown switch",
                [],
                new Write("demo4", "PUT", "operations/switches/nope", new { enabled = false }),
                404,
                []
            },
        };

    private static Write[] Claimed => [Reply("demo5"), Step("claim")];

    private static Write Bulk =>
        Post(
            "demo4",
            "moderation/bulk",
            new
            {
                key = "k",
                action = "reject",
                type = "newUserPost",
            }
        );

    private static string[] Decided(string review, string post) =>
        [$"4 admin review.{review} review 1 done", $"4 admin post.{post} post 10001 done"];

    private static Write Topic(string user) =>
        Post(
            user,
            "topics",
            new
            {
                forumId = 2,
                title = "New",
                body = "Text",
            }
        );

    private static Write Reply(string user) => Post(user, "topics/776/posts", new { body = "Text" });

    private static Write Edit(string user) => Post(user, "posts/10001/edits", new { body = "Changed" });

    private static Write Rename(string user) => Post(user, "topics/1001/edits", new { title = "Other words" });

    private static Write Report(string user) => Post(user, "posts/10001/reports", new { reason = "rude" });

    private static Write Step(string verb, object? body = null, string user = "demo4") =>
        Post(user, $"moderation/queue/1/{verb}", body);

    private static Write Decision(string action) => Step("decision", new { fence = 1, action });

    private static Write Drop(object body) => Post("demo4", "operations/invalidations", body);
}
