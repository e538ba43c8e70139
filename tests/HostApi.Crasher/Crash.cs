using System.Globalization;
using LearningStudio.Caching;
using LearningStudio.HostApi.Cache;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Writing;
using LearningStudio.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Crasher;

/// <summary>
/// Arguments: the engine, its connection string, Redis, a topic, its reply, and after how many microseconds of the handler
/// the process dies. Writes "committed", the moment in Unix milliseconds and the post, and "handled" if it comes so far.
/// </summary>
public static class Crash
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var engine, var connection, var redis, var topic, var text, var delay])
        {
            return 2;
        }

        await using ServiceProvider services = Build(engine, connection, redis, Number(delay));
        var cache = services.GetRequiredService<VersionedCache>();
        while (await cache.RemoveByPatternAsync("crasher") != InvalidationScope.Everywhere)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var reply = new NewPost
        {
            TopicId = Number(topic),
            AuthorId = 1,
            Body = text,
            CreatedAt = now,
        };
        await services
            .GetRequiredService<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Posts.AddAsync(reply, ct));
        return 1;
    }

    private static ServiceProvider Build(string engine, string connection, string redis, long microseconds)
    {
        IServiceCollection services = new ServiceCollection()
            .AddLearningStudioCaching(o => o.Redis.Configuration = redis)
            .AddLearningStudioStatistics(_ => { })
            .AddLearningStudioRepositories(o =>
                _ = engine == "postgresql" ? o.UsePostgreSql(connection) : o.UseSqlite(connection)
            );
        services.AddSingleton<CacheInvalidation>();
        services.AddSingleton<IForumEventHandler>(s => new CrashingHandler(
            s.GetRequiredService<CacheInvalidation>(),
            TimeSpan.FromMicroseconds(microseconds)
        ));
        return services.BuildServiceProvider();
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
