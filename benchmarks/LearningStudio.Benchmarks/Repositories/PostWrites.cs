using LearningStudio.Benchmarks.Repositories.Generated;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Writing;
using Npgsql;
using NpgsqlTypes;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>One post, written in a transaction of its own: as a bare row, and with all that follows it.</summary>
internal sealed class PostWrites(NpgsqlDataSource source)
{
    private const string Insert = """
        INSERT INTO posts (topic_id, forum_id, author_id, reply_to_id, body, created_at, is_approved)
        VALUES ($1, $2, $3, NULL, $4, $5, TRUE) RETURNING id
        """;

    private const string Row = """
        SELECT to_jsonb(p) - 'id' - 'created_at' FROM posts p WHERE id = $1
        """;

    private static readonly string Body = string.Concat(Enumerable.Repeat("Some words of a post. ", 10));
    private static long _written;

    /// <summary>The row alone; its statement is prepared, and commits itself.</summary>
    public async Task<long> InsertAsync(long topic, long forum)
    {
        await using NpgsqlCommand command = source.CreateCommand(Insert);
        command.Parameters.AddWithValue(NpgsqlDbType.Bigint, topic);
        command.Parameters.AddWithValue(NpgsqlDbType.Bigint, forum);
        command.Parameters.AddWithValue(NpgsqlDbType.Bigint, Author(topic));
        command.Parameters.AddWithValue(NpgsqlDbType.Text, Body);
        command.Parameters.AddWithValue(NpgsqlDbType.TimestampTz, Next());
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static Task<long> AddAsync(GeneratedForum forum, long topic) =>
        forum
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                (session, ct) =>
                    session.Posts.AddAsync(
                        new NewPost
                        {
                            TopicId = topic,
                            AuthorId = Author(topic),
                            Body = Body,
                            CreatedAt = Next(),
                        },
                        ct
                    )
            );

    /// <exception cref="InvalidOperationException">The rows differ.</exception>
    public async Task CheckAsync(params long[] posts)
    {
        var rows = new List<string>();
        foreach (long post in posts)
        {
            await using NpgsqlCommand command = source.CreateCommand(Row);
            command.Parameters.AddWithValue(NpgsqlDbType.Bigint, post);
            rows.Add((string)(await command.ExecuteScalarAsync())!);
        }

        if (rows.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw new InvalidOperationException($"The rows differ: {string.Join('\n', rows)}");
        }
    }

    private static long Author(long topic) => (topic % 500) + 1;

    // Each newer than the one before, as posts are.
    private static DateTimeOffset Next() =>
        GeneratedForum.Newest.AddMilliseconds(Interlocked.Increment(ref _written)).ToUniversalTime();
}
