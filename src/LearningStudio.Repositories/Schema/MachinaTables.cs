using LearningStudio.Repositories.Reading;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Schema;

// Source: django-machina 1.x: machina/apps/forum/abstract_models.py and machina/apps/forum_conversation/abstract_models.py.
/// <summary>django-machina's tables. What they lack is constant: nothing is deleted, nobody voted.</summary>
internal static class MachinaTables
{
    private const int Sticky = 1;
    private const int Locked = 1;

    public static void Map(FluentMappingBuilder tables, string userTable, string? trustLevelColumn)
    {
        // A site's own table need not have the column.
        Users(tables.Entity<UserRow>().HasTableName(userTable), trustLevelColumn, userTable is "auth_user");
        Forums(tables);
        Topics(tables.Entity<TopicRow>().HasTableName("forum_conversation_topic"));
        Posts(tables.Entity<PostRow>().HasTableName("forum_conversation_post"));
    }

    private static void Users(EntityMappingBuilder<UserRow> users, string? trustLevelColumn, bool hasSuperusers)
    {
        Column(users, "id", user => user.Id);
        Column(users, "username", user => user.Username);
        users.Property(user => user.DisplayName).IsExpression(user => LinqToDB.Sql.Property<string>(user, "username"));
        Column(users, "email", user => user.Email);
        Column(users, "is_active", user => user.IsActive);
        Column(users, "is_staff", user => user.IsModerator);
        if (hasSuperusers)
        {
            users
                .Property(user => user.Role)
                .IsExpression(user =>
                    LinqToDB.Sql.Property<bool>(user, "is_superuser") ? AccountRole.Admin
                    : LinqToDB.Sql.Property<bool>(user, "is_staff") ? AccountRole.Moderator
                    : AccountRole.User
                );
        }

        Column(users, "date_joined", user => user.JoinedAt);
        Column(users, "last_login", user => user.LastSeenAt);
        if (trustLevelColumn is null)
        {
            users.Property(user => user.TrustLevel).IsExpression(user => 0);
        }
        else
        {
            Column(users, trustLevelColumn, user => user.TrustLevel);
        }
    }

    private static void Forums(FluentMappingBuilder tables)
    {
        EntityMappingBuilder<ForumRow> forums = tables.Entity<ForumRow>().HasTableName("forum_forum");
        Column(forums, "id", forum => forum.Id);
        Column(forums, "parent_id", forum => forum.ParentId);
        Column(forums, "name", forum => forum.Name);
        Column(forums, "slug", forum => forum.Slug);
        forums
            .Property(forum => forum.Description)
            .IsExpression(forum => LinqToDB.Sql.Property<string?>(forum, "description") ?? "");
        forums.Property(forum => forum.MinTrustLevel).IsExpression(forum => 0);
        // The left edge of its nested set orders siblings, and whole trees come after each other.
        forums
            .Property(forum => forum.Position)
            .IsExpression(forum =>
                (LinqToDB.Sql.Property<int>(forum, "tree_id") * 100_000) + LinqToDB.Sql.Property<int>(forum, "lft")
            );
        EntityMappingBuilder<ForumStatsRow> stats = tables.Entity<ForumStatsRow>().HasTableName("forum_forum");
        Column(stats, "id", forum => forum.ForumId);
        Column(stats, "direct_topics_count", forum => forum.TopicCount);
        Column(stats, "direct_posts_count", forum => forum.PostCount);
        Column(stats, "last_post_id", forum => forum.LastPostId);
        Column(stats, "last_post_on", forum => forum.LastPostAt);
        stats.Property(forum => forum.LastTopicId).IsExpression(forum => (long?)forum.LastPost!.TopicId);
        stats.Property(forum => forum.LastTopicTitle).IsExpression(forum => forum.LastPost!.Topic!.Title);
        stats.Property(forum => forum.LastAuthorId).IsExpression(forum => forum.LastPost!.AuthorId);
        stats
            .Property(forum => forum.LastAuthorName)
            .IsExpression(forum => forum.LastPost!.Author!.DisplayName ?? forum.LastPost!.AuthorName);
    }

    private static void Topics(EntityMappingBuilder<TopicRow> topics)
    {
        Column(topics, "id", topic => topic.Id);
        Column(topics, "forum_id", topic => topic.ForumId);
        Column(topics, "poster_id", topic => topic.AuthorId);
        topics.Property(topic => topic.AuthorName).IsExpression(topic => (string?)null);
        Column(topics, "subject", topic => topic.Title);
        Column(topics, "slug", topic => topic.Slug);
        Column(topics, "created", topic => topic.CreatedAt);
        topics
            .Property(topic => topic.IsPinned)
            .IsExpression(topic => LinqToDB.Sql.Property<int>(topic, "type") >= Sticky);
        topics
            .Property(topic => topic.IsLocked)
            .IsExpression(topic => LinqToDB.Sql.Property<int>(topic, "status") == Locked);
        Column(topics, "approved", topic => topic.IsApproved);
        topics.Property(topic => topic.DeletedAt).IsExpression(topic => (DateTimeOffset?)null);
        Column(topics, "views_count", topic => topic.ViewCount);
        Column(topics, "posts_count", topic => topic.PostCount);
        topics.Property(topic => topic.ReplyCount).IsExpression(topic => topic.PostCount > 0 ? topic.PostCount - 1 : 0);
        Column(topics, "first_post_id", topic => topic.FirstPostId);
        Column(topics, "last_post_id", topic => topic.LastPostId);
        topics
            .Property(topic => topic.LastPostAt)
            .IsExpression(topic =>
                LinqToDB.Sql.Property<DateTimeOffset?>(topic, "last_post_on")
                ?? LinqToDB.Sql.Property<DateTimeOffset>(topic, "created")
            );
    }

    private static void Posts(EntityMappingBuilder<PostRow> posts)
    {
        Column(posts, "id", post => post.Id);
        Column(posts, "topic_id", post => post.TopicId);
        posts.Property(post => post.ForumId).IsExpression(post => post.Topic!.ForumId);
        Column(posts, "poster_id", post => post.AuthorId);
        Column(posts, "username", post => post.AuthorName);
        posts.Property(post => post.ReplyToId).IsExpression(post => (long?)null);
        Column(posts, "content", post => post.Body);
        Column(posts, "created", post => post.CreatedAt);
        posts
            .Property(post => post.EditedAt)
            .IsExpression(post =>
                LinqToDB.Sql.Property<int>(post, "updates_count") > 0
                    ? LinqToDB.Sql.Property<DateTimeOffset?>(post, "updated")
                    : null
            );
        posts.Property(post => post.UpVotes).IsExpression(post => 0);
        posts.Property(post => post.DownVotes).IsExpression(post => 0);
        Column(posts, "approved", post => post.IsApproved);
        posts.Property(post => post.DeletedAt).IsExpression(post => (DateTimeOffset?)null);
    }

    private static void Column<TRow, TValue>(
        EntityMappingBuilder<TRow> table,
        string name,
        System.Linq.Expressions.Expression<Func<TRow, TValue>> property
    ) => table.Property(property).HasColumnName(name);
}
