using LearningStudio.Repositories.Schema;

namespace LearningStudio.Repositories.Tests.Schema;

/// <summary>A small forum in tables like phpBB's, and a mapping of them as a site would write it.</summary>
internal static class PhpBbForum
{
    private const string Script = """
        CREATE TABLE phpbb_users (
          user_id integer PRIMARY KEY, user_type smallint NOT NULL, username varchar(255) NOT NULL,
          user_email varchar(100) NOT NULL, user_regdate integer NOT NULL, user_lastvisit integer NOT NULL);
        CREATE TABLE phpbb_forums (
          forum_id integer PRIMARY KEY, parent_id integer NOT NULL, left_id integer NOT NULL, forum_name text NOT NULL,
          forum_desc text NOT NULL, forum_posts_approved integer NOT NULL, forum_topics_approved integer NOT NULL,
          forum_last_post_id integer NOT NULL, forum_last_post_subject varchar(255) NOT NULL,
          forum_last_post_time integer NOT NULL, forum_last_poster_id integer NOT NULL,
          forum_last_poster_name varchar(255) NOT NULL);
        CREATE TABLE phpbb_topics (
          topic_id integer PRIMARY KEY, forum_id integer NOT NULL, topic_visibility smallint NOT NULL,
          topic_title varchar(255) NOT NULL, topic_poster integer NOT NULL, topic_time integer NOT NULL,
          topic_views integer NOT NULL, topic_status smallint NOT NULL, topic_type smallint NOT NULL,
          topic_first_post_id integer NOT NULL, topic_first_poster_name varchar(255) NOT NULL,
          topic_last_post_id integer NOT NULL, topic_last_post_time integer NOT NULL,
          topic_posts_approved integer NOT NULL, topic_delete_time integer NOT NULL);
        CREATE TABLE phpbb_posts (
          post_id integer PRIMARY KEY, topic_id integer NOT NULL, forum_id integer NOT NULL, poster_id integer NOT NULL,
          post_time integer NOT NULL, post_username varchar(255) NOT NULL, post_text text NOT NULL,
          post_edit_time integer NOT NULL, post_visibility smallint NOT NULL, post_delete_time integer NOT NULL);
        INSERT INTO phpbb_users VALUES (1, 2, 'Anonymous', '', 0, 0), (2, 3, 'ann', 'ann@example.org', 1767614400, 1767614460),
          (3, 0, 'bob', '', 1767614401, 0);
        INSERT INTO phpbb_forums VALUES (1, 0, 1, 'Site', '', 0, 0, 0, '', 0, 0, ''),
          (2, 1, 2, 'First', 'About', 2, 1, 1001, 'Topic 1', 1767614520, 1, 'Guest');
        INSERT INTO phpbb_topics VALUES (1, 2, 1, 'Topic 1', 2, 1767614400, 7, 0, 1, 1000, 'ann', 1001, 1767614520, 2, 0),
          (2, 2, 2, 'Gone', 2, 1767614400, 7, 1, 0, 2000, 'ann', 2000, 1767614400, 1, 1767614500);
        INSERT INTO phpbb_posts VALUES (1000, 1, 2, 2, 1767614400, '', 'Opening', 0, 1, 0),
          (1001, 1, 2, 1, 1767614520, 'Guest', 'Answer', 1767614580, 1, 0), (1002, 1, 2, 3, 1767614530, '', 'Held', 0, 0, 0),
          (1003, 1, 2, 3, 1767614540, '', 'Deleted', 0, 2, 1767614600), (2000, 2, 2, 2, 1767614400, '', 'Gone', 0, 1, 0)
        """;

    // phpBB has no null: 0 stands for it, and the user with the id 1 for every guest.
    public static ForumTables Tables { get; } =
        new(
            "phpbb",
            map =>
            {
                var users = map.Entity<UserRow>().HasTableName("phpbb_users");
                users.Property(u => u.Id).HasColumnName("user_id");
                users.Property(u => u.Username).HasColumnName("username");
                users.Property(u => u.DisplayName).HasColumnName("username");
                users.Property(u => u.Email).HasColumnName("user_email");
                users.Property(u => u.TrustLevel).IsExpression(u => 0);
                users.Property(u => u.IsActive).IsExpression(u => LinqToDB.Sql.Property<int>(u, "user_type") % 3 == 0);
                users.Property(u => u.IsModerator).IsExpression(u => LinqToDB.Sql.Property<int>(u, "user_type") == 3);
                users.Property(u => u.JoinedAt).HasColumnName("user_regdate");
                users.Property(u => u.LastSeenAt).HasColumnName("user_lastvisit");

                var forums = map.Entity<ForumRow>().HasTableName("phpbb_forums");
                forums.Property(f => f.Id).HasColumnName("forum_id");
                forums.Property(f => f.ParentId).IsExpression(f => Known(LinqToDB.Sql.Property<long>(f, "parent_id")));
                forums.Property(f => f.Name).HasColumnName("forum_name");
                forums.Property(f => f.Slug).IsExpression(f => "f" + LinqToDB.Sql.Property<long>(f, "forum_id"));
                forums.Property(f => f.Description).HasColumnName("forum_desc");
                forums.Property(f => f.MinTrustLevel).IsExpression(f => 0);
                forums.Property(f => f.Position).HasColumnName("left_id");

                var stats = map.Entity<ForumStatsRow>().HasTableName("phpbb_forums");
                stats.Property(s => s.ForumId).HasColumnName("forum_id");
                stats.Property(s => s.TopicCount).HasColumnName("forum_topics_approved");
                stats.Property(s => s.PostCount).HasColumnName("forum_posts_approved");
                stats
                    .Property(s => s.LastPostId)
                    .IsExpression(s => Known(LinqToDB.Sql.Property<long>(s, "forum_last_post_id")));
                stats.Property(s => s.LastPostAt).HasColumnName("forum_last_post_time");
                stats.Property(s => s.LastTopicId).IsExpression(s => (long?)s.LastPost!.TopicId);
                stats.Property(s => s.LastTopicTitle).HasColumnName("forum_last_post_subject");
                stats.Property(s => s.LastAuthorId).IsExpression(s => s.LastPost!.AuthorId);
                stats.Property(s => s.LastAuthorName).HasColumnName("forum_last_poster_name");

                var topics = map.Entity<TopicRow>().HasTableName("phpbb_topics");
                topics.Property(t => t.Id).HasColumnName("topic_id");
                topics.Property(t => t.ForumId).HasColumnName("forum_id");
                topics
                    .Property(t => t.AuthorId)
                    .IsExpression(t => Member(LinqToDB.Sql.Property<long>(t, "topic_poster")));
                topics.Property(t => t.AuthorName).HasColumnName("topic_first_poster_name");
                topics.Property(t => t.Title).HasColumnName("topic_title");
                topics.Property(t => t.Slug).IsExpression(t => (string?)null);
                topics.Property(t => t.CreatedAt).HasColumnName("topic_time");
                topics.Property(t => t.IsPinned).IsExpression(t => LinqToDB.Sql.Property<int>(t, "topic_type") > 0);
                topics.Property(t => t.IsLocked).IsExpression(t => LinqToDB.Sql.Property<int>(t, "topic_status") == 1);
                topics
                    .Property(t => t.IsApproved)
                    .IsExpression(t => LinqToDB.Sql.Property<int>(t, "topic_visibility") == 1);
                topics.Property(t => t.DeletedAt).IsExpression(t => (DateTimeOffset?)null);
                topics.Property(t => t.ViewCount).HasColumnName("topic_views");
                topics.Property(t => t.PostCount).HasColumnName("topic_posts_approved");
                topics.Property(t => t.ReplyCount).IsExpression(t => t.PostCount - 1);
                topics.Property(t => t.FirstPostId).HasColumnName("topic_first_post_id");
                topics.Property(t => t.LastPostId).HasColumnName("topic_last_post_id");
                topics.Property(t => t.LastPostAt).HasColumnName("topic_last_post_time");

                var posts = map.Entity<PostRow>().HasTableName("phpbb_posts");
                posts.Property(p => p.Id).HasColumnName("post_id");
                posts.Property(p => p.TopicId).HasColumnName("topic_id");
                posts.Property(p => p.ForumId).HasColumnName("forum_id");
                posts.Property(p => p.AuthorId).IsExpression(p => Member(LinqToDB.Sql.Property<long>(p, "poster_id")));
                posts.Property(p => p.AuthorName).HasColumnName("post_username");
                posts.Property(p => p.ReplyToId).IsExpression(p => (long?)null);
                posts.Property(p => p.Body).HasColumnName("post_text");
                posts.Property(p => p.CreatedAt).HasColumnName("post_time");
                posts.Property(p => p.EditedAt).HasColumnName("post_edit_time");
                posts.Property(p => p.UpVotes).IsExpression(p => 0);
                posts.Property(p => p.DownVotes).IsExpression(p => 0);
                posts
                    .Property(p => p.IsApproved)
                    .IsExpression(p => LinqToDB.Sql.Property<int>(p, "post_visibility") == 1);
                posts.Property(p => p.DeletedAt).IsExpression(p => (DateTimeOffset?)null);
            },
            TimeStorage.UnixSeconds
        );

    public static Task MakeAsync(ITestForum database) => database.ExecuteAsync(Script);

    [LinqToDB.Sql.Expression(
        "NULLIF({0}, 0)",
        ServerSideOnly = true,
        IsNullable = LinqToDB.Sql.IsNullableType.Nullable
    )]
    private static long? Known(long id) => id == 0 ? null : id;

    [LinqToDB.Sql.Expression(
        "NULLIF({0}, 1)",
        ServerSideOnly = true,
        IsNullable = LinqToDB.Sql.IsNullableType.Nullable
    )]
    private static long? Member(long id) => id == 1 ? null : id;
}
