using System.Reflection;
using System.Text.RegularExpressions;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Rows;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Schema;

/// <summary>How rows map to tables: names in snake case, times as milliseconds since 1970 in UTC.</summary>
internal static partial class ForumMapping
{
    public static MappingSchema Sqlite { get; } = Build();

    private static MappingSchema Build()
    {
        var schema = new MappingSchema("forum");
        // Without it, SQLite compares times through strftime and no index helps.
        schema.SetConverter<DateTimeOffset, DataParameter>(time =>
            DataParameter.Int64(null, time.ToUnixTimeMilliseconds())
        );
        schema.SetConverter<long, DateTimeOffset>(DateTimeOffset.FromUnixTimeMilliseconds);
        schema.SetDataType(typeof(DateTimeOffset), DataType.Int64);
        schema.SetValueToSqlConverter(
            typeof(DateTimeOffset),
            (sql, _, value) => sql.Append(((DateTimeOffset)value).ToUnixTimeMilliseconds())
        );
        var tables = new FluentMappingBuilder(schema);
        Table<UserRow>(tables, "users");
        Table<ForumRow>(tables, "forums");
        Table<ForumStatsRow>(tables, "forum_stats");
        Table<TopicRow>(tables, "topics");
        Table<PostRow>(tables, "posts");
        Table<QueueEntry>(tables, "review_items");
        Table<BulkPost>(tables, "bulk_posts");
        Table<StagedVote>(tables, "bulk_votes");
        Table<BulkModeration>(tables, "bulk_actions");
        tables.Build();
        return schema;
    }

    private static void Table<TRow>(FluentMappingBuilder tables, string name)
        where TRow : class
    {
        EntityMappingBuilder<TRow> table = tables.Entity<TRow>().HasTableName(name);
        foreach (PropertyInfo property in typeof(TRow).GetProperties())
        {
            table.HasAttribute(
                property,
                new ColumnAttribute(WordStart().Replace(property.Name, "_$0").ToLowerInvariant())
                {
                    IsPrimaryKey = property.Name is "Id",
                    IsIdentity = property.Name is "Id",
                }
            );
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex WordStart();
}
