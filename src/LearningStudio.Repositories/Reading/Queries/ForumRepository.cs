using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

internal sealed class ForumRepository(ForumStore store, DailyActivities days) : IForumRepository
{
    private static readonly BySight<SqlTemplate<ForumView>> ById = Views(
        (forums, a) =>
        {
            long id = a.Long();
            return forums.Where(forum => forum.Id == id);
        }
    );

    private static readonly BySight<SqlTemplate<ForumView>> BySlug = Views(
        (forums, a) =>
        {
            string slug = a.Text();
            return forums.Where(forum => forum.Slug == slug);
        }
    );

    private static readonly BySight<SqlTemplate<ForumView>> All = Views((forums, _) => forums);

    private static readonly BySight<SqlTemplate<ForumView>> Roots = Views(
        (forums, _) => forums.Where(forum => forum.ParentId == null)
    );

    private static readonly BySight<SqlTemplate<ForumView>> Children = Views(
        (forums, a) =>
        {
            long parent = a.Long();
            return forums.Where(forum => forum.ParentId == parent);
        }
    );

    private static readonly BySight<SqlTemplate<ForumView>> Found = Listed(
        (forums, a) =>
        {
            (string pattern, int take) = (a.Text(), a.Int());
            return forums
                .Where(forum => TextSearch.Like(forum.Name, pattern) || TextSearch.Like(forum.Description, pattern))
                .OrderBy(forum => forum.Name)
                .ThenBy(forum => forum.Id)
                .Take(take);
        }
    );

    private static readonly BySight<SqlTemplate<ForumSummary>> Summaries = new(sight =>
        ForumSummaries.Template(sight, hasDays: true, (forums, _) => forums)
    );

    private static readonly BySight<SqlTemplate<ForumSummary>> LiveSummaries = new(sight =>
        ForumSummaries.Template(sight, hasDays: false, (forums, _) => forums)
    );

    private static readonly SqlTemplate<ForumSummary> Family = ForumSummaries.Template(
        Sight.Public,
        hasDays: true,
        FamilyOf
    );

    private static readonly SqlTemplate<ForumSummary> LiveFamily = ForumSummaries.Template(
        Sight.Public,
        hasDays: false,
        FamilyOf
    );

    private static readonly BySight<SqlTemplate<int?>> TopicCounts = new(sight => new SqlTemplate<int?>(
        (db, a) =>
        {
            (long reader, long id) = (a.Reader(sight), a.Long());
            return from forum in db.Forums(sight, reader).Where(forum => forum.Id == id)
                from stats in db.GetTable<ForumStatsRow>().LeftJoin(stats => stats.ForumId == forum.Id)
                select new { Topics = (int?)stats.TopicCount };
        },
        row => row.IntOrNull() ?? 0
    ));

    private static readonly SqlTemplate<SiteTotals> Totals = new((db, _) => TotalsOf(db), ReadTotals);

    public Task<ForumView?> FindAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default) =>
        FirstAsync(ById, viewer, [id], cancellationToken);

    public Task<ForumView?> FindBySlugAsync(
        string slug,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) => FirstAsync(BySlug, viewer, [store.Engine.Text(slug)], cancellationToken);

    public async Task<IReadOnlyList<ForumView>> GetTreeAsync(
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) =>
        ForumTree.ParentsFirst(
            await ListAsync(All, viewer, [], cancellationToken).ConfigureAwait(false),
            forum => forum.Id,
            forum => forum.ParentId
        );

    public Task<IReadOnlyList<ForumView>> GetRootsAsync(
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) => ListAsync(Roots, viewer, [], cancellationToken);

    public Task<IReadOnlyList<ForumView>> GetChildrenAsync(
        long parentId,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) => ListAsync(Children, viewer, [parentId], cancellationToken);

    public async Task<IReadOnlyList<ForumSummary>> ListAsync(
        ActivityWindow window,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    )
    {
        (SqlTemplate<ForumSummary> template, object[] reader) = (store.IsNative ? Summaries : LiveSummaries).For(
            viewer
        );
        object[] arguments = [.. reader, .. ForumSummaries.Arguments(window, store.IsNative)];
        return ForumTree.ParentsFirst(
            await store.ListAsync(template, arguments, cancellationToken).ConfigureAwait(false),
            forum => forum.Id,
            forum => forum.ParentId
        );
    }

    public async Task<IReadOnlyList<ForumSummary>> FindWithChildrenAsync(
        long id,
        ActivityWindow window,
        CancellationToken cancellationToken = default
    )
    {
        object[] arguments = [id, .. ForumSummaries.Arguments(window, store.IsNative)];
        IReadOnlyList<ForumSummary> forums = await store
            .ListAsync(store.IsNative ? Family : LiveFamily, arguments, cancellationToken)
            .ConfigureAwait(false);
        return forums.Any(forum => forum.Id == id) ? [.. forums.OrderByDescending(forum => forum.Id == id)] : [];
    }

    public Task<int?> CountTopicsAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default) =>
        FirstAsync(TopicCounts, viewer, [id], cancellationToken);

    public Task<IReadOnlyList<ForumView>> SearchAsync(
        string text,
        int limit = 20,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    )
    {
        Bounds.Text(text);
        Bounds.Limit(limit);
        // LIKE ends its pattern at a NUL, and would match everything.
        return text.Contains('\0', StringComparison.Ordinal)
            ? Task.FromResult<IReadOnlyList<ForumView>>([])
            : ListAsync(Found, viewer, [TextSearch.Containing(text), limit], cancellationToken);
    }

    public async Task<SiteTotals> GetTotalsAsync(CancellationToken cancellationToken = default) =>
        (await store.FirstAsync(Totals, [], cancellationToken).ConfigureAwait(false))!;

    public Task<IReadOnlyList<DailyActivity>> GetDailyActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    ) => days.ReadAsync(first, last, cancellationToken);

    private Task<T?> FirstAsync<T>(
        BySight<SqlTemplate<T>> templates,
        Viewer? viewer,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        (SqlTemplate<T> template, object[] reader) = templates.For(viewer);
        return store.FirstAsync(template, [.. reader, .. arguments], cancellationToken);
    }

    private Task<IReadOnlyList<ForumView>> ListAsync(
        BySight<SqlTemplate<ForumView>> templates,
        Viewer? viewer,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        (SqlTemplate<ForumView> template, object[] reader) = templates.For(viewer);
        return store.ListAsync(template, [.. reader, .. arguments], cancellationToken);
    }

    private static IQueryable<ForumRow> FamilyOf(IQueryable<ForumRow> forums, TemplateArguments arguments)
    {
        long id = arguments.Long();
        return forums.Where(forum => forum.Id == id || forum.ParentId == id);
    }

    private static BySight<SqlTemplate<ForumView>> Views(
        Func<IQueryable<ForumRow>, TemplateArguments, IQueryable<ForumRow>> filter
    ) => Listed((forums, a) => filter(forums, a).OrderBy(forum => forum.Position).ThenBy(forum => forum.Id));

    // As the list is ordered.
    private static BySight<SqlTemplate<ForumView>> Listed(
        Func<IQueryable<ForumRow>, TemplateArguments, IQueryable<ForumRow>> list
    ) =>
        new(sight => new SqlTemplate<ForumView>(
            (db, a) =>
                list(db.Forums(sight, a.Reader(sight)), a)
                    .Select(forum => new
                    {
                        forum.Id,
                        forum.ParentId,
                        forum.Name,
                        forum.Slug,
                        forum.Description,
                        forum.MinimumTrustLevel,
                    }),
            row => new ForumView(row.Long(), row.LongOrNull(), row.Text(), row.Text(), row.Text(), row.Int())
        ));

    private static IQueryable TotalsOf(ForumDb db)
    {
        IQueryable<UserRow> latest = db.Users().OrderByDescending(user => user.JoinedAt).ThenByDescending(u => u.Id);
        return db.SelectQuery(() =>
            new
            {
                Topics = db.GetTable<ForumStatsRow>().Sum(stats => (int?)stats.TopicCount),
                Posts = db.GetTable<ForumStatsRow>().Sum(stats => (int?)stats.PostCount),
                Users = db.Users().Count(),
                LatestId = latest.Select(user => (long?)user.Id).FirstOrDefault(),
                LatestName = latest.Select(user => user.DisplayName).FirstOrDefault(),
            }
        );
    }

    private static SiteTotals ReadTotals(RowCursor row)
    {
        (int topics, int posts, int users) = (row.IntOrNull() ?? 0, row.IntOrNull() ?? 0, row.Int());
        (long? id, string? name) = (row.LongOrNull(), row.TextOrNull());
        return new SiteTotals(topics, posts, users, id is null ? null : new Author(id, name!));
    }
}
