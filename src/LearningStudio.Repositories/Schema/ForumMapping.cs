using LearningStudio.Repositories.Engines;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Schema;

/// <summary>How rows map to the tables of one database.</summary>
internal static class ForumMapping
{
    public static MappingSchema Of(ForumTables tables, IForumEngine engine, Times times)
    {
        var schema = new MappingSchema($"forum {tables.Name} {engine.Name}");
        times.Map(schema);
        engine.Map(schema);
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
        return schema;
    }
}
