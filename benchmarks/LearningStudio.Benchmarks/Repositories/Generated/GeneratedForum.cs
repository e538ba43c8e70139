using LearningStudio.Repositories;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace LearningStudio.Benchmarks.Repositories.Generated;

/// <summary>A forum on PostgreSQL whose rows the server makes itself, with what catches the statements of its reads.</summary>
internal sealed class GeneratedForum : IAsyncDisposable
{
    private const string Now = "timestamptz '2026-01-15 12:00:00Z'";
    private readonly ServiceProvider _services;

    private GeneratedForum(NpgsqlDataSource source, CounterMode counters)
    {
        Source = source;
        IServiceCollection services = new ServiceCollection().AddLearningStudioRepositories(o =>
            o.UsePostgreSql(source).Counters = counters
        );
        Catch(services, Catcher);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The moment of the newest post.</summary>
    public static DateTimeOffset Newest { get; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public NpgsqlDataSource Source { get; }

    public StatementCatcher Catcher { get; } = new();

    /// <summary>Migrates the database.</summary>
    public static async Task<GeneratedForum> CreateAsync(NpgsqlDataSource source)
    {
        GeneratedForum forum = Open(source, CounterMode.Immediate);
        await forum.Get<ForumSchema>().MigrateAsync();
        return forum;
    }

    /// <summary>Another way into a database that is migrated already.</summary>
    public static GeneratedForum Open(NpgsqlDataSource source, CounterMode counters) => new(source, counters);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task AddUsersAndForumsAsync(int users, int forums) =>
        Source.ExecuteAsync(
            $"""
            INSERT INTO users (id, username, display_name, joined_at)
            SELECT i, 'user' || i, 'User ' || i, {Now} - i * interval '1 hour' FROM generate_series(1, {users}) i;
            INSERT INTO forums (id, name, slug, position)
            SELECT i, 'Forum ' || i, 'forum-' || i, i FROM generate_series(1, {forums}) i
            """
        );

    /// <summary>Adds topics by number.</summary>
    /// <param name="numbers">From and to, both included.</param>
    /// <param name="forum">Says in SQL in which forum topic i stands.</param>
    /// <param name="seconds">Says in SQL how many seconds before <see cref="Newest"/> topic i was opened.</param>
    public Task AddTopicsAsync((int First, int Last) numbers, string forum, string seconds) =>
        Source.ExecuteAsync(
            $"""
            INSERT INTO topics (id, forum_id, author_id, title, slug, created_at, last_post_at)
            SELECT i, {forum}, 1 + i % (SELECT count(*) FROM users), 'Topic ' || i, 'topic-' || i,
              {Now} - ({seconds}) * interval '1 second', {Now} - ({seconds}) * interval '1 second'
            FROM generate_series({numbers.First}, {numbers.Last}) i
            """
        );

    /// <summary>Adds posts by number.</summary>
    /// <param name="numbers">From and to, both included.</param>
    /// <param name="topic">Says in SQL in which topic post i stands.</param>
    /// <param name="seconds">Says in SQL how many seconds before <see cref="Newest"/> post i was written.</param>
    public Task AddPostsAsync((int First, int Last) numbers, string topic, string seconds) =>
        Source.ExecuteAsync(
            $"""
            INSERT INTO posts (topic_id, forum_id, author_id, body, created_at)
            SELECT t.id, t.forum_id, 1 + i % u.users, 'Post ' || i || ' ' || repeat('x', 100),
              {Now} - ({seconds}) * interval '1 second'
            FROM generate_series({numbers.First}, {numbers.Last}) i JOIN topics t ON t.id = {topic},
              (SELECT count(*) AS users FROM users) u
            """
        );

    /// <summary>Counts everything, and leaves the tables as a running server would.</summary>
    public async Task SettleAsync()
    {
        await Get<IForumMaintenance>().RebuildAsync();
        // A rebuild goes forum by forum; where posts come, days come one after another.
        await Source.ExecuteAsync("CLUSTER forum_daily USING forum_daily_pkey");
        await Source.ExecuteAsync("VACUUM ANALYZE");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void Catch(IServiceCollection services, IInterceptor catcher)
    {
        ServiceDescriptor registered = services.Single(s => s.ServiceType == typeof(DataOptions<ForumDb>));
        services.Replace(
            ServiceDescriptor.Singleton(provider =>
            {
                var options = (DataOptions<ForumDb>)registered.ImplementationFactory!(provider);
                return new DataOptions<ForumDb>(options.Options.UseInterceptor(catcher));
            })
        );
    }
}
