using System.Globalization;

namespace LearningStudio.Repositories.Tests.Schema;

/// <summary>A small forum in the tables that Django makes for django-machina 1.x.</summary>
internal static class MachinaForum
{
    /// <summary>Posts of topic 6, all of one moment.</summary>
    public const int PostsAtOnce = 25;

    private const string Tables = """
        CREATE TABLE {users} (
          id {id}, password varchar(128) NOT NULL, last_login {time}, is_superuser {bool} NOT NULL,
          username varchar(150) NOT NULL UNIQUE, first_name varchar(150) NOT NULL, last_name varchar(150) NOT NULL,
          email varchar(254) NOT NULL, is_staff {bool} NOT NULL, is_active {bool} NOT NULL, date_joined {time} NOT NULL,
          trust_level smallint NOT NULL);
        CREATE TABLE forum_forum (
          id {id}, created {time} NOT NULL, updated {time} NOT NULL, name varchar(100) NOT NULL,
          slug varchar(255) NOT NULL, description text, image varchar(100), link varchar(200),
          link_redirects {bool} NOT NULL, type smallint NOT NULL, link_redirects_count integer NOT NULL,
          last_post_on {time}, display_sub_forum_list {bool} NOT NULL, _description_rendered text,
          lft integer NOT NULL, rght integer NOT NULL, tree_id integer NOT NULL, level integer NOT NULL,
          parent_id integer REFERENCES forum_forum (id), direct_posts_count integer NOT NULL,
          direct_topics_count integer NOT NULL, last_post_id integer);
        CREATE TABLE forum_conversation_topic (
          id {id}, created {time} NOT NULL, updated {time} NOT NULL, subject varchar(255) NOT NULL,
          slug varchar(255) NOT NULL, type smallint NOT NULL, status integer NOT NULL, approved {bool} NOT NULL,
          posts_count integer NOT NULL, views_count integer NOT NULL, last_post_on {time},
          forum_id integer NOT NULL REFERENCES forum_forum (id), poster_id integer REFERENCES {users} (id),
          first_post_id integer, last_post_id integer);
        CREATE TABLE forum_conversation_post (
          id {id}, created {time} NOT NULL, updated {time} NOT NULL, poster_ip varchar(39), subject varchar(255) NOT NULL,
          content text NOT NULL, username varchar(155), approved {bool} NOT NULL, update_reason varchar(255),
          updates_count integer NOT NULL, _content_rendered text, poster_id integer REFERENCES {users} (id),
          topic_id integer NOT NULL REFERENCES forum_conversation_topic (id),
          updated_by_id integer REFERENCES {users} (id), anonymous_key varchar(100), enable_signature {bool} NOT NULL);
        CREATE TABLE forum_member_forumprofile (
          id {id}, avatar varchar(100), signature text, posts_count integer NOT NULL, _signature_rendered text,
          user_id integer NOT NULL UNIQUE REFERENCES {users} (id));
        """;

    public static async Task MakeAsync(ITestForum database, string users = "auth_user")
    {
        bool isPostgreSql = database.IsPostgreSql;
        await database.ExecuteAsync(
            Tables
                .Replace("{users}", users)
                .Replace("{id}", isPostgreSql ? "serial PRIMARY KEY" : "integer NOT NULL PRIMARY KEY AUTOINCREMENT")
                .Replace("{time}", isPostgreSql ? "timestamp with time zone" : "datetime")
                .Replace("{bool}", isPostgreSql ? "boolean" : "bool")
        );
        string zone = isPostgreSql ? "+00" : "";
        await database.ExecuteAsync(Users(users).Replace("{z}", zone));
        await database.ExecuteAsync(Forums().Replace("{z}", zone));
        await database.ExecuteAsync(string.Join(";\n", Topics().Concat(Posts())).Replace("{z}", zone));
        await MachinaCounters.StoreAsync(database);
    }

    // Django writes microseconds, and no fraction where there are none.
    private static string At(int minutes, int microseconds = 0) =>
        SampleForum
            .At(minutes)
            .AddMicroseconds(microseconds)
            .ToString(
                microseconds == 0 ? "\\'yyyy-MM-dd HH:mm:ss\\{\\z\\}\\'" : "\\'yyyy-MM-dd HH:mm:ss.ffffff\\{\\z\\}\\'",
                CultureInfo.InvariantCulture
            );

    private static string Users(string table) =>
        $"""
            INSERT INTO {table} VALUES
              (1, 'x', {At(1, 5)}, TRUE, 'ann', '', '', 'ann@example.org', TRUE, TRUE, {At(1)}, 4),
              (2, 'x', {At(2)}, FALSE, 'bob', '', '', 'bob@example.org', FALSE, TRUE, {At(2, 1)}, 1),
              (3, 'x', NULL, FALSE, 'cid', '', '', '', FALSE, TRUE, {At(3)}, 1),
              (4, 'x', {At(4)}, FALSE, 'dan', '', '', '', FALSE, FALSE, {At(4)}, 1);
            INSERT INTO forum_member_forumprofile (id, posts_count, user_id) VALUES (1, 0, 1), (2, 0, 2), (3, 0, 3)
            """;

    private static string Forums() =>
        $"""
            INSERT INTO forum_forum
              (id, created, updated, name, slug, description, link_redirects, type, link_redirects_count,
               display_sub_forum_list, lft, rght, tree_id, level, parent_id, direct_posts_count, direct_topics_count)
            VALUES
              (1, {At(0)}, {At(0)}, 'Site', 'site', NULL, FALSE, 1, 0, TRUE, 1, 6, 1, 0, NULL, 0, 0),
              (3, {At(0)}, {At(0)}, 'Second', 'second', NULL, FALSE, 0, 0, TRUE, 4, 5, 1, 1, 1, 0, 0),
              (2, {At(0)}, {At(0)}, 'First', 'first', 'About', FALSE, 0, 0, TRUE, 2, 3, 1, 1, 1, 0, 0)
            """;

    private static IEnumerable<string> Topics() =>
        [
            Topic(1, forum: 2, poster: "1", type: 0, status: 0),
            Topic(2, forum: 2, poster: "1", type: 1, status: 0),
            Topic(3, forum: 2, poster: "2", type: 2, status: 1),
            Topic(4, forum: 2, poster: "3", type: 0, status: 0, approved: "FALSE"),
            Topic(5, forum: 3, poster: "NULL", type: 0, status: 2),
            Topic(6, forum: 3, poster: "2", type: 0, status: 0),
        ];

    private static string Topic(int id, int forum, string poster, int type, int status, string approved = "TRUE") =>
        $"""
            INSERT INTO forum_conversation_topic
              (id, created, updated, subject, slug, type, status, approved, posts_count, views_count, forum_id, poster_id)
            VALUES ({id}, {At(id * 100)}, {At(
                id * 100
            )}, 'Topic {id}', 'topic-{id}', {type}, {status}, {approved}, 0, 7, {forum}, {poster})
            """;

    private static IEnumerable<string> Posts() =>
        [
            Post(1000, 1, "1", At(100)),
            Post(1001, 1, "2", At(101, 250), content: "Reply with 100% Zebra"),
            Post(1002, 1, "2", At(102), approved: "FALSE"),
            Post(1003, 1, "NULL", At(900), user: "'Guest'", edits: 2),
            Post(2000, 2, "1", At(200)),
            Post(3000, 3, "2", At(300)),
            Post(4000, 4, "3", At(400), approved: "FALSE"),
            Post(5000, 5, "NULL", At(500), user: "'Opener'"),
            Post(5001, 5, "4", At(501)),
            .. Enumerable.Range(0, PostsAtOnce).Select(i => Post(6000 + i, 6, "2", At(600, 7))),
        ];

    private static string Post(
        int id,
        int topic,
        string poster,
        string at,
        string user = "NULL",
        string approved = "TRUE",
        string content = "Opening",
        int edits = 0
    ) =>
        $"""
            INSERT INTO forum_conversation_post
              (id, created, updated, subject, content, username, approved, updates_count, poster_id, topic_id, enable_signature)
            VALUES ({id}, {at}, {At(
                1000
            )}, 'Topic {topic}', '{content}', {user}, {approved}, {edits}, {poster}, {topic}, TRUE)
            """;
}
