using LearningStudio.Benchmarks.Data;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>EF Core as fast as it goes: pooled contexts without tracking, compiled queries that project.</summary>
internal sealed class EntityPeer : IPeer
{
    private const int PageSize = 20;

    // Of each peer its own: a compiled query belongs to one model.
    private readonly Func<EntityContext, long, Task<UserProfile?>> _user = EF.CompileAsyncQuery(
        (EntityContext db, long id) =>
            db
                .Users.Where(user => user.Id == id)
                .Select(user => new UserProfile(
                    new Author(user.Id, user.DisplayName),
                    user.Username,
                    user.TrustLevel,
                    user.IsActive,
                    user.IsModerator,
                    user.JoinedAt,
                    user.LastSeenAt
                ))
                .FirstOrDefault()
    );

    private readonly Func<EntityContext, string, Task<Account?>> _account = EF.CompileAsyncQuery(
        (EntityContext db, string name) =>
            db
                .Users.Where(user => user.IsActive && user.Username == name)
                .Select(user => new Account(user.Id, user.Username, user.TrustLevel))
                .FirstOrDefault()
    );

    private readonly Func<EntityContext, string, Task<Account?>> _lowerAccount = EF.CompileAsyncQuery(
        (EntityContext db, string name) =>
            db
                .Users.Where(user => user.IsActive && EntityContext.Lower(user.Username) == EntityContext.Lower(name))
                .Select(user => new Account(user.Id, user.Username, user.TrustLevel))
                .FirstOrDefault()
    );

    private readonly Func<EntityContext, long, int, IAsyncEnumerable<PostView>> _topicPage = EF.CompileAsyncQuery(
        (EntityContext db, long topic, int skip) =>
            db
                .Posts.Where(post => post.TopicId == topic && post.IsApproved && post.DeletedAt == null)
                .Where(post => post.Topic.IsApproved && post.Topic.DeletedAt == null)
                .Where(post => post.Topic.Forum.MinimumTrustLevel == 0)
                .OrderBy(post => post.CreatedAt)
                .ThenBy(post => post.Id)
                .Skip(skip)
                .Take(PageSize + 1)
                .Select(post => new PostView(
                    post.Id,
                    post.ReplyToId,
                    new Author(post.AuthorId, post.Author!.DisplayName ?? post.AuthorName ?? "anonymous"),
                    (int?)post.Author.TrustLevel,
                    post.Body,
                    post.CreatedAt,
                    post.EditedAt,
                    post.UpVotes - post.DownVotes,
                    post.IsApproved
                ))
    );

    private readonly PooledDbContextFactory<EntityContext> _contexts;
    private readonly bool _namesAreLower;

    public EntityPeer(BenchmarkForum forum)
    {
        var options = new DbContextOptionsBuilder<EntityContext>().UseQueryTrackingBehavior(
            QueryTrackingBehavior.NoTracking
        );
        _ = forum.PostgreSql is { } source ? options.UseNpgsql(source) : options.UseSqlite(forum.Sqlite);
        _contexts = new PooledDbContextFactory<EntityContext>(options.Options);
        _namesAreLower = forum.PostgreSql is not null;
    }

    public async Task<UserProfile?> FindUserAsync(long id)
    {
        await using EntityContext db = await _contexts.CreateDbContextAsync();
        return await _user(db, id);
    }

    public async Task<Account?> FindAccountAsync(string username)
    {
        await using EntityContext db = await _contexts.CreateDbContextAsync();
        return await (_namesAreLower ? _lowerAccount : _account)(db, username);
    }

    public async Task<IReadOnlyList<PostView>> ReadTopicPageAsync(long topicId, int number)
    {
        await using EntityContext db = await _contexts.CreateDbContextAsync();
        var posts = new List<PostView>(PageSize + 1);
        await foreach (PostView post in _topicPage(db, topicId, (number - 1) * PageSize))
        {
            posts.Add(post);
        }

        return [.. posts.Take(PageSize)];
    }
}
