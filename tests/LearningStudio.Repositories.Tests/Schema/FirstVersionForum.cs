using System.Globalization;
using System.Text.RegularExpressions;

namespace LearningStudio.Repositories.Tests.Schema;

/// <summary>A forum as the first version kept it: held, deleted and commenting posts, and counters over visible ones.</summary>
internal static partial class FirstVersionForum
{
    private const string Rows = """
        INSERT INTO users (id, username, display_name, joined_at) VALUES
          (1, 'user1', 'Ann', at(1)), (2, 'user2', 'Bob', at(2)), (3, 'user3', 'Cid', at(3));
        INSERT INTO forums (id, parent_id, name, slug, position) VALUES
          (1, NULL, 'Site', 'site', 0), (2, 1, 'First', 'first', 1), (4, 1, 'Second', 'second', 2);
        INSERT INTO topics
          (id, forum_id, author_id, title, created_at, is_approved, deleted_at, post_count, reply_count, last_post_id, last_post_at)
        VALUES
          (1, 2, 1, 'First topic', at(100), TRUE, NULL, 3, 2, 1002, at(102)),
          (2, 2, NULL, 'Second topic', at(200), TRUE, NULL, 2, 1, 2001, at(801)),
          (3, 2, 3, 'Held topic', at(300), FALSE, NULL, 0, 0, NULL, at(300)),
          (4, 2, 3, 'Deleted topic', at(400), TRUE, at(450), 1, 0, 4000, at(400)),
          (5, 4, 3, 'Topic without posts', at(50), TRUE, NULL, 0, 0, NULL, at(50));
        INSERT INTO posts
          (id, topic_id, forum_id, author_id, author_name, reply_to_id, body, created_at, is_approved, deleted_at)
        VALUES
          (1000, 1, 2, 1, NULL, NULL, 'Opening', at(100), TRUE, NULL),
          (1001, 1, 2, 2, NULL, NULL, 'Reply, über alles', at(101), TRUE, NULL),
          (1002, 1, 2, NULL, 'Guest', 1000, 'Comment', at(102), TRUE, NULL),
          (1003, 1, 2, 2, NULL, NULL, 'Waiting', at(103), FALSE, NULL),
          (1004, 1, 2, 2, NULL, NULL, 'Deleted', at(104), TRUE, at(105)),
          (2000, 2, 2, NULL, 'Guest', NULL, 'Question', at(800), TRUE, NULL),
          (2001, 2, 2, 1, NULL, NULL, 'Answer', at(801), TRUE, NULL),
          (3000, 3, 2, 3, NULL, NULL, 'Waiting too', at(300), FALSE, NULL),
          (4000, 4, 2, 3, NULL, NULL, 'Deleted too', at(400), TRUE, NULL);
        INSERT INTO forum_stats
          (forum_id, topic_count, post_count, last_post_id, last_post_at, last_topic_id, last_topic_title, last_author_id, last_author_name)
        VALUES (2, 2, 5, 2001, at(801), 2, 'Second topic', 1, 'Ann'), (4, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO review_items (target_kind, target_id, type, priority, weight, reasons, created_at)
        VALUES ('post', 1003, 'held', 1, 0.5, '[]', at(103));
        INSERT INTO review_items
          (target_kind, target_id, type, priority, weight, reasons, created_at, state, decided_at, decided_by)
        VALUES ('post', 1004, 'held', 1, 0.5, '[]', at(104), 'rejected', at(105), 3),
          ('post', 1004, 'flagged', 1, 0.5, '[]', at(104), 'rejected', at(105), 3),
          ('post', 1001, 'flagged', 1, 0.5, '[]', at(104), 'approved', at(105), 3);
        """;

    private const string Advance = """
        SELECT setval(pg_get_serial_sequence('users', 'id'), 9000), setval(pg_get_serial_sequence('forums', 'id'), 9000),
          setval(pg_get_serial_sequence('topics', 'id'), 9000), setval(pg_get_serial_sequence('posts', 'id'), 9000)
        """;

    public static string Script(bool isPostgreSql) =>
        Minutes()
            .Replace(Rows, match => At(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), isPostgreSql))
        + (isPostgreSql ? Advance : "");

    private static string At(int minutes, bool isPostgreSql) =>
        isPostgreSql
            ? $"'{SampleForum.At(minutes).ToString("O", CultureInfo.InvariantCulture)}'"
            : SampleForum.At(minutes).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"at\((\d+)\)", RegexOptions.None, 1000)]
    private static partial Regex Minutes();
}
