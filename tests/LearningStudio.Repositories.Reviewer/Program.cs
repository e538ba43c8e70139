using System.Globalization;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reviewer;
using LearningStudio.Repositories.Writing;
using Microsoft.Extensions.DependencyInjection;

// Arguments: the engine, its connection string, the id of the first moderator, how many moderators. Writes the id of each
// entry that it decided to its output, and ends when none is pending. Or the engine, its connection string and "write": adds
// a reply to the first topic and dies after the commit.
if (args is not [var engine, var connection, ..])
{
    return 2;
}

var collection = new ServiceCollection();
if (args is [_, _, "write"])
{
    collection.AddSingleton<IForumEventHandler, DyingHandler>();
}

await using ServiceProvider services = collection
    .AddLearningStudioRepositories(o =>
        _ = engine == "postgresql" ? o.UsePostgreSql(connection) : o.UseSqlite(connection)
    )
    .BuildServiceProvider();
if (args is [_, _, "write"])
{
    var reply = new NewPost
    {
        TopicId = 1,
        AuthorId = 2,
        Body = "text",
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };
    await services.GetRequiredService<IForumUnitOfWork>().ExecuteAsync((s, ct) => s.Posts.AddAsync(reply, ct));
    return 1;
}

if (args is not [_, _, var first, var count])
{
    return 2;
}

var queue = services.GetRequiredService<IReviewQueueRepository>();
await Task.WhenAll(
    Enumerable
        .Range(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture))
        .Select(id => Task.Run(() => new ModeratorAtWork(queue, id).WorkAsync()))
);
return 0;
