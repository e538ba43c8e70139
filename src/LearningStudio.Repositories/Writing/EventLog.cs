using LearningStudio.Repositories.Reading.Queries;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

/// <summary>What a unit of work did, in its order.</summary>
internal sealed class EventLog(ForumDatabase database)
{
    private const string OtherAuthors = """
        SELECT DISTINCT author_id FROM posts WHERE topic_id = @topic AND author_id IS NOT NULL ORDER BY author_id
        """;

    private readonly List<ForumEvent> _raised = [];

    public IReadOnlyList<ForumEvent> Raised => _raised;

    public void Add(ForumEvent raised) => _raised.Add(raised);

    /// <summary>Tells an event; where a topic appears or disappears, the figures of all who wrote in it change, and each is raised.</summary>
    public async Task AddAsync(
        ForumDb db,
        ForumEvent raised,
        bool withOtherAuthors,
        CancellationToken cancellationToken
    )
    {
        _raised.Add(raised);
        if (withOtherAuthors)
        {
            List<long> authors = await db.QueryToListAsync(
                    row => row.GetInt64(0),
                    OtherAuthors,
                    cancellationToken,
                    new DataParameter("topic", raised.TopicId, DataType.Int64)
                )
                .ConfigureAwait(false);
            _raised.AddRange(
                authors.Where(author => author != raised.AuthorId).Select(id => raised with { AuthorId = id })
            );
        }
    }

    /// <exception cref="ArgumentException">The post does not exist.</exception>
    public async Task AddAsync(ForumDb db, ForumEventKind kind, long postId, CancellationToken cancellationToken)
    {
        ForumEvent place =
            await database.FirstAsync(db, PostLocations.OfPost, [postId], cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException("The post does not exist.", nameof(postId));
        _raised.Add(place with { Kind = kind });
    }
}
