using LearningStudio.Repositories;
using LearningStudio.Repositories.Writer;
using LearningStudio.Repositories.Writing;
using Microsoft.Extensions.DependencyInjection;

// Arguments: the engine, its connection string and "write". Adds a reply to the first topic and dies after the commit.
if (args is not [var engine, var connection, "write"])
{
    return 2;
}

await using ServiceProvider services = new ServiceCollection()
    .AddSingleton<IForumEventHandler, DyingHandler>()
    .AddLearningStudioRepositories(o =>
        _ = engine == "postgresql" ? o.UsePostgreSql(connection) : o.UseSqlite(connection)
    )
    .BuildServiceProvider();
var reply = new NewPost
{
    TopicId = 1,
    AuthorId = 2,
    Body = "text",
    CreatedAt = TimeProvider.System.GetUtcNow(),
};
await services.GetRequiredService<IForumUnitOfWork>().ExecuteAsync((s, ct) => s.Posts.AddAsync(reply, ct));
return 1;
