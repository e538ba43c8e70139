using System.Globalization;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Sql;
using LearningStudio.Moderation.Sql.Reviewer;
using Microsoft.Extensions.DependencyInjection;

// Arguments: the engine, its connection string, the id of the first moderator, how many moderators. Writes the id of each
// item that it decided to its output, and ends when none is open.
if (args is not [var engine, var connection, var first, var count])
{
    return 2;
}

await using ServiceProvider services = new ServiceCollection()
    .AddLearningStudioModeration()
    .AddLearningStudioModerationSql(o =>
        _ = engine == "postgresql" ? o.UsePostgreSql(connection) : o.UseSqlite(connection)
    )
    .BuildServiceProvider();
var queue = services.GetRequiredService<ReviewQueueRepository>();
await Task.WhenAll(
    Enumerable
        .Range(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture))
        .Select(id => Task.Run(() => new ModeratorAtWork(queue, id).WorkAsync()))
);
return 0;
