using System.Reflection;
using System.Text.RegularExpressions;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Outbox;
using LinqToDB;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Schema;

/// <summary>The package's own tables: names in snake case.</summary>
internal static partial class NativeTables
{
    public static void Map(FluentMappingBuilder tables)
    {
        Table<UserRow>(tables, "users");
        Table<ForumRow>(tables, "forums");
        tables.Entity<ForumRow>().Property(forum => forum.MinTrustLevel).HasColumnName("minimum_trust_level");
        Table<ForumStatsRow>(tables, "forum_stats");
        Table<TopicRow>(tables, "topics");
        Table<PostRow>(tables, "posts");
        Table<ForumDailyRow>(tables, "forum_daily");
        Table<OutboxRow>(tables, "forum_outbox");
        Table<AuditEntry>(tables, "audit_log");
        Table<PostRevision>(tables, "post_revisions");
        Table<BulkPost>(tables, "bulk_posts");
        Table<StagedVote>(tables, "bulk_votes");
        Table<BulkModeration>(tables, "bulk_actions");
    }

    private static void Table<TRow>(FluentMappingBuilder tables, string name)
        where TRow : class
    {
        EntityMappingBuilder<TRow> table = tables.Entity<TRow>().HasTableName(name);
        foreach (PropertyInfo property in typeof(TRow).GetProperties().Where(RowProperties.IsColumn))
        {
            table.HasAttribute(
                property,
                new ColumnAttribute(WordStart().Replace(property.Name, "_$0").ToLowerInvariant())
                {
                    IsPrimaryKey = property.Name is "Id",
                    IsIdentity = property.Name is "Id",
                    // Without it, parameters of a bulk copy end after 255 characters on SQLite.
                    DataType = property.PropertyType == typeof(string) ? DataType.Text : DataType.Undefined,
                }
            );
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex WordStart();
}
