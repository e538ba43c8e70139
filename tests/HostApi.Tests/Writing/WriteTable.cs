using static LearningStudio.HostApi.Tests.Writing.Write;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>
/// Every way to change the demo forum: its users 1 to 4 are trusted, 5 is new and has to wait for approval, 4 and 9 are
/// moderators. The first new topic is 1001, the first new post 10001, the first review 1.
/// </summary>
internal static class WriteTable
{
    private const string Spam = "casino at http://bit.ly/x";

    public static TheoryData<string, Write[]> Writes => Of(_ => true);

    public static TheoryData<string, Write[]> Few =>
        Of(name => name is "held topic approved" or "topic renamed" or "many rejected");

    private static TheoryData<string, Write[]> Of(Func<string, bool> which)
    {
        var writes = new TheoryData<string, Write[]>();
        foreach ((string name, Write[] steps) in Authors.Concat(Moderators).Concat(Claims).Where(w => which(w.Item1)))
        {
            writes.Add(name, steps);
        }

        return writes;
    }

    private static IEnumerable<(string, Write[])> Authors =>
        [
            ("topic", [Topic("demo1")]),
            ("held topic", [Topic("demo5")]),
            ("post", [Reply("demo1")]),
            ("comment", [Post("demo1", "topics/776/posts", new { body = "Text", replyToId = 7899 })]),
            ("held post", [Reply("demo5")]),
            ("edit", [Reply("demo2"), Edit("demo2", "Changed")]),
            ("held edit", [Reply("demo2"), Edit("demo2", Spam)]),
            ("report", [Report("demo1", 7899)]),
            ("post deleted by its author", [Reply("demo2"), Delete("demo2", "posts/10001")]),
            ("post deleted by a moderator", [Delete("demo4", "posts/7899")]),
            ("topic deleted by its author", [Topic("demo1"), Delete("demo1", "topics/1001")]),
            ("topic deleted by a moderator", [Delete("demo4", "topics/776")]),
            ("topic renamed", [Topic("demo1"), Rename("demo1", "Other words")]),
            ("topic renamed and held", [Topic("demo1"), Rename("demo1", "WIN A PRIZE! casino viagra")]),
        ];

    private static IEnumerable<(string, Write[])> Moderators =>
        [
            ("approved post", [Reply("demo5"), Decide(1, "approve")]),
            ("rejected post", [Reply("demo5"), Decide(1, "reject")]),
            ("rejection taken back", [Reply("demo5"), Decide(1, "reject"), Decide(1, "undo"), Decide(1, "approve")]),
            ("approval taken back", [Reply("demo5"), Decide(1, "approve"), Decide(1, "undo"), Decide(1, "reject")]),
            ("held edit approved", [Reply("demo2"), Edit("demo2", Spam), Decide(1, "approve")]),
            ("report upheld", [Report("demo1", 7899), Decide(1, "reject")]),
            ("report upheld and taken back", [Report("demo1", 7899), Decide(1, "reject"), Decide(1, "undo")]),
            ("held topic approved", [Topic("demo5"), Decide(2, "approve")]),
            ("opening post rejected", [Topic("demo1"), Report("demo2", 10001), Decide(1, "reject")]),
            (
                "opening post rejected under another's reply",
                [
                    Topic("demo1"),
                    Post("demo2", "topics/1001/posts", new { body = "Text" }),
                    Report("demo3", 10001),
                    Decide(1, "reject"),
                ]
            ),
            (
                "review of a user closed",
                [
                    Reply("demo2"),
                    Reply("demo2"),
                    Reply("demo2"),
                    Report("demo1", 10001),
                    Report("demo1", 10002),
                    Report("demo1", 10003),
                    Reply("demo2"),
                    Decide(4, "approve"),
                ]
            ),
        ];

    private static IEnumerable<(string, Write[])> Claims =>
        [
            (
                "claimed and decided",
                [Reply("demo5"), Decide(1, "claim"), Decide(1, "decision", new { fence = 1, action = "approve" })]
            ),
            (
                "claimed, kept and given back",
                [Reply("demo5"), Decide(1, "claim"), Decide(1, "renew", Fence), Decide(1, "release", Fence)]
            ),
            (
                "escalated",
                [Reply("demo5"), Decide(1, "claim"), Decide(1, "decision", new { fence = 1, action = "escalate" })]
            ),
            ("next claimed", [Reply("demo5"), Post("demo4", "moderation/claims", new { count = 2 })]),
            ("many approved", [Reply("demo5"), Topic("demo5"), Reply("demo10"), Bulk("approve", "newUserPost")]),
            ("many rejected", [Reply("demo5"), Topic("demo5"), Reply("demo10"), Bulk("reject", "newUserPost")]),
        ];

    private static readonly object Fence = new { fence = 1 };

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

    private static Write Edit(string user, string text) => Post(user, "posts/10001/edits", new { body = text });

    private static Write Rename(string user, string title) => Post(user, "topics/1001/edits", new { title });

    private static Write Report(string user, long post) => Post(user, $"posts/{post}/reports", new { reason = "rude" });

    private static Write Decide(long item, string verb, object? body = null) =>
        Post("demo4", $"moderation/queue/{item}/{verb}", body);

    private static Write Bulk(string action, string type) =>
        Post(
            "demo4",
            "moderation/bulk",
            new
            {
                key = "k",
                action,
                type,
            }
        );
}
