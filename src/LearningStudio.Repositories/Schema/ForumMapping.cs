using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Sql;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Schema;

/// <summary>How rows map to the tables of one database.</summary>
internal static class ForumMapping
{
    public static MappingSchema Create(ForumTables tables, ISqlDialect dialect, TimestampCodec times)
    {
        var schema = new MappingSchema($"forum {tables.Name} {dialect.Name}");
        times.Map(schema);
        dialect.Map(schema);
        var builder = new FluentMappingBuilder(schema);
        builder
            .Entity<PostRow>()
            .Association(post => post.Topic!, post => post.TopicId, topic => topic!.Id, canBeNull: false)
            .Association(post => post.Author!, post => post.AuthorId, user => (long?)user!.Id, canBeNull: true);
        builder
            .Entity<ForumStatsRow>()
            .Association(stats => stats.LastPost!, stats => stats.LastPostId, post => (long?)post!.Id, canBeNull: true);
        tables.Map(builder);
        builder.Build();
        MapAccounts(schema);
        return schema;
    }

    // Mappings of other forums need not say whom a token means and what the account may do.
    private static void MapAccounts(MappingSchema schema)
    {
        var builder = new FluentMappingBuilder(schema);
        EntityMappingBuilder<UserRow> users = builder.Entity<UserRow>();
        if (!IsMapped(schema, nameof(UserRow.Subject)))
        {
            users.Property(user => user.Subject).IsExpression(user => user.Username);
        }

        if (!IsMapped(schema, nameof(UserRow.Role)))
        {
            users
                .Property(user => user.Role)
                .IsExpression(user => user.IsModerator ? AccountRole.Moderator : AccountRole.User);
        }

        builder.Build();
    }

    private static bool IsMapped(MappingSchema schema, string property) =>
        schema.HasAttribute<MappingAttribute>(typeof(UserRow), typeof(UserRow).GetProperty(property)!);
}
