using System.Data.Common;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Reading.Queries;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Writing;

internal sealed class ForumSession : IForumSession
{
    private readonly ForumDatabase _database;
    private readonly CounterLedger _ledger;
    private readonly EventLog _events;
    private readonly PostWriter? _posts;
    private readonly IPostApproval? _approval;
    private readonly ITopicWriter? _topics;
    private readonly IUserWriter? _users;
    private readonly WriteAccess? _access;
    private readonly AuditWriter? _audit;
    private readonly RevisionWriter? _revisions;

    public ForumSession(ForumDb db, ForumDatabase database)
    {
        (Db, _database, _ledger, _events) = (db, database, new CounterLedger(database), new EventLog(database));
        if (database.Tables.Kind == SchemaKind.Machina)
        {
            _approval = new MachinaPostApproval(db, database, _events);
        }
        else if (database.IsNative)
        {
            _approval = _posts = new PostWriter(db, database, _ledger, _events);
            _topics = new TopicWriter(db, database, _ledger, _events, _posts);
            _users = new UserWriter(db, database, _events);
            _access = new WriteAccess(db, database);
            _audit = new AuditWriter(db, database);
            _revisions = new RevisionWriter(db, database);
        }
    }

    public ForumDb Db { get; }

    public DbTransaction Transaction =>
        Db.Transaction ?? throw new InvalidOperationException("The unit of work has ended: its transaction is gone.");

    public IPostWriter Posts =>
        _posts
        ?? throw (
            _approval is null
                ? OnlyRead()
                : new NotSupportedException(
                    $"In the tables of {_database.Tables.Name} posts are approved and rejected only. Write with the forum that owns them."
                )
        );

    public IPostApproval Approval => _approval ?? throw OnlyRead();

    public ITopicWriter Topics => _topics ?? throw OnlyRead();

    public IUserWriter Users => _users ?? throw OnlyRead();

    public IAuditWriter Audit
    {
        get
        {
            _database.RequireNative("have no audit log");
            return _audit!;
        }
    }

    public IRevisionWriter Revisions => _revisions ?? throw OnlyRead();

    public IReadOnlyList<ForumEvent> Events => _events.Raised;

    public Task<TopicState?> FindTopicAsync(long id, CancellationToken cancellationToken = default) =>
        _database.FirstAsync(Db, WriteStates.OfTopic, [id], cancellationToken);

    public Task<PostState?> FindPostAsync(long id, CancellationToken cancellationToken = default) =>
        _database.FirstAsync(Db, WriteStates.OfPost, [id], cancellationToken);

    public Task<bool> LockForumAsync(long id, Viewer viewer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return Access.LockForumAsync(id, viewer, cancellationToken);
    }

    public Task<TopicState?> LockTopicAsync(long id, Viewer viewer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return Access.LockTopicAsync(id, viewer, cancellationToken);
    }

    public Task<PostContent?> FindTextAsync(long postId, CancellationToken cancellationToken = default) =>
        Access.FindTextAsync(postId, cancellationToken);

    public Task<bool> IsAnsweredAsync(long topicId, long userId, CancellationToken cancellationToken = default) =>
        Access.IsAnsweredAsync(topicId, userId, cancellationToken);

    public async Task ReviewChangedAsync(long? postId, CancellationToken cancellationToken = default)
    {
        if (postId is { } id)
        {
            await _events.AddAsync(Db, ForumEventKind.ReviewChanged, id, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _events.Add(new ForumEvent { Kind = ForumEventKind.ReviewChanged });
        }
    }

    /// <summary>What writes the counters: the last statements before the commit.</summary>
    public IEnumerable<CounterStatement> Counts() => _ledger.Statements(_database.Options.Counters);

    private WriteAccess Access => _access ?? throw OnlyRead();

    private NotSupportedException OnlyRead() =>
        new($"The tables of {_database.Tables.Name} are only read here. Write to them with the forum that owns them.");
}
