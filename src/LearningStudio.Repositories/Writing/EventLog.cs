using LearningStudio.Repositories.Reading.Queries;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

/// <summary>What a unit of work did, in its order.</summary>
internal sealed class EventLog(ForumStore store)
{
    private const string OtherAuthors = """
        SELECT DISTINCT author_id FROM posts WHERE topic_id = @topic AND author_id IS NOT NULL ORDER BY author_id
        """;

    private readonly List<ForumEvent> _told = [];

    public IReadOnlyList<ForumEvent> Told => _told;

    public void Add(ForumEvent told) => _told.Add(told);

    /// <summary>Tells an event; where a topic appears or disappears, the figures of all who wrote in it change, and each is told.</summary>
    public async Task AddAsync(ForumDb db, ForumEvent told, bool withOtherAuthors, CancellationToken cancellationToken)
    {
        _told.Add(told);
        if (withOtherAuthors)
        {
            List<long> authors = await db.QueryToListAsync(
                    row => row.GetInt64(0),
                    OtherAuthors,
                    cancellationToken,
                    DataParameter.Int64("topic", told.TopicId)
                )
                .ConfigureAwait(false);
            _told.AddRange(authors.Where(author => author != told.AuthorId).Select(id => told with { AuthorId = id }));
        }
    }

    /// <exception cref="ArgumentException">The post does not exist.</exception>
    public async Task AddAsync(ForumDb db, ForumEventKind kind, long postId, CancellationToken cancellationToken)
    {
        ForumEvent place =
            await store.FirstAsync(db, Places.OfPost, [postId], cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException("The post does not exist.", nameof(postId));
        _told.Add(place with { Kind = kind });
    }
}
