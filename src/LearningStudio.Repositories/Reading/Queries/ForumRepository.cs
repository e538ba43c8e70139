using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

internal sealed class ForumRepository(ForumDatabase database, DailyActivities days) : IForumRepository
{
    // Before the templates, which are made of it.
    private static readonly RowShape<ForumRow, ForumView> View = new(forum => new ForumView(
        forum.Id,
        forum.ParentId,
        forum.Name,
        forum.Slug,
        forum.Description,
        forum.MinTrustLevel
    ));

    private static readonly PerVisibility<SqlTemplate<ForumView>> ById = Views(
        (forums, a) =>
        {
            long id = a.Long();
            return forums.Where(forum => forum.Id == id);
        }
    );

    private static readonly PerVisibility<SqlTemplate<ForumView>> BySlug = Views(
        (forums, a) =>
        {
            string slug = a.Text();
            return forums.Where(forum => forum.Slug == slug);
        }
    );

    private static readonly PerVisibility<SqlTemplate<ForumView>> All = Views((forums, _) => forums);

    private static readonly PerVisibility<SqlTemplate<ForumView>> Roots = Views(
        (forums, _) => forums.Where(forum => forum.ParentId == null)
    );

    private static readonly PerVisibility<SqlTemplate<ForumView>> Children = Views(
        (forums, a) =>
        {
            long parent = a.Long();
            return forums.Where(forum => forum.ParentId == parent);
        }
    );

    private static readonly PerVisibility<SqlTemplate<ForumView>> Found = Listed(
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

    private static readonly PerVisibility<SqlTemplate<ForumSummary>> Summaries = new(visibility =>
        ForumSummaries.Template(visibility, hasDays: true, (forums, _) => forums)
    );

    private static readonly PerVisibility<SqlTemplate<ForumSummary>> LiveSummaries = new(visibility =>
        ForumSummaries.Template(visibility, hasDays: false, (forums, _) => forums)
    );

    private static readonly SqlTemplate<ForumSummary> Family = ForumSummaries.Template(
        Visibility.Public,
        hasDays: true,
        FamilyOf
    );

    private static readonly SqlTemplate<ForumSummary> LiveFamily = ForumSummaries.Template(
        Visibility.Public,
        hasDays: false,
        FamilyOf
    );

    private static readonly PerVisibility<SqlTemplate<int?>> TopicCounts = new(visibility => new SqlTemplate<int?>(
        (db, a) =>
        {
            (long reader, long id) = (a.Reader(visibility), a.Long());
            return from forum in db.Forums(visibility, reader).Where(forum => forum.Id == id)
                from stats in db.GetTable<ForumStatsRow>().LeftJoin(stats => stats.ForumId == forum.Id)
                select new { Topics = (int?)stats.TopicCount };
        },
        row => row.IntOrNull() ?? 0
    ));

    private static readonly SqlTemplate<SiteStats> Totals = SqlTemplate<SiteStats>.Create(
        (db, _) => TotalsOf(db),
        new RowShape<SiteTotals, SiteStats>(site => new SiteStats
        {
            Topics = site.Topics ?? 0,
            Posts = site.Posts ?? 0,
            Users = site.Users,
            LatestMember = site.LatestId == null ? null : new Author(site.LatestId, site.LatestName!),
        })
    );

    public Task<ForumView?> FindAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default) =>
        FirstAsync(ById, viewer, [id], cancellationToken);

    public Task<ForumView?> FindBySlugAsync(
        string slug,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) => FirstAsync(BySlug, viewer, [database.Dialect.Text(slug)], cancellationToken);

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

    public async Task<IReadOnlyList<ForumSummary>> GetSummariesAsync(
        ActivityWindow window,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    )
    {
        (SqlTemplate<ForumSummary> template, object[] reader) = (database.IsNative ? Summaries : LiveSummaries).For(
            viewer
        );
        object[] arguments = [.. reader, .. ForumSummaries.Arguments(window, database.IsNative)];
        return ForumTree.ParentsFirst(
            await database.ListAsync(template, arguments, cancellationToken).ConfigureAwait(false),
            forum => forum.Id,
            forum => forum.ParentId
        );
    }

    public async Task<IReadOnlyList<ForumSummary>> GetWithChildrenAsync(
        long id,
        ActivityWindow window,
        CancellationToken cancellationToken = default
    )
    {
        object[] arguments = [id, .. ForumSummaries.Arguments(window, database.IsNative)];
        IReadOnlyList<ForumSummary> forums = await database
            .ListAsync(database.IsNative ? Family : LiveFamily, arguments, cancellationToken)
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
        Guard.Text(text);
        Guard.Limit(limit);
        // LIKE ends its pattern at a NUL, and would match everything.
        return text.Contains('\0', StringComparison.Ordinal)
            ? Task.FromResult<IReadOnlyList<ForumView>>([])
            : ListAsync(Found, viewer, [TextSearch.Containing(text), limit], cancellationToken);
    }

    public async Task<SiteStats> GetSiteStatsAsync(CancellationToken cancellationToken = default) =>
        (await database.FirstAsync(Totals, [], cancellationToken).ConfigureAwait(false))!;

    public Task<IReadOnlyList<DailyActivity>> GetDailyActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    ) => days.ReadAsync(first, last, cancellationToken);

    private Task<T?> FirstAsync<T>(
        PerVisibility<SqlTemplate<T>> templates,
        Viewer? viewer,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        (SqlTemplate<T> template, object[] reader) = templates.For(viewer);
        return database.FirstAsync(template, [.. reader, .. arguments], cancellationToken);
    }

    private Task<IReadOnlyList<ForumView>> ListAsync(
        PerVisibility<SqlTemplate<ForumView>> templates,
        Viewer? viewer,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        (SqlTemplate<ForumView> template, object[] reader) = templates.For(viewer);
        return database.ListAsync(template, [.. reader, .. arguments], cancellationToken);
    }

    private static IQueryable<ForumRow> FamilyOf(IQueryable<ForumRow> forums, TemplateArguments arguments)
    {
        long id = arguments.Long();
        return forums.Where(forum => forum.Id == id || forum.ParentId == id);
    }

    private static PerVisibility<SqlTemplate<ForumView>> Views(
        Func<IQueryable<ForumRow>, TemplateArguments, IQueryable<ForumRow>> filter
    ) => Listed((forums, a) => filter(forums, a).OrderBy(forum => forum.Position).ThenBy(forum => forum.Id));

    // As the list is ordered.
    private static PerVisibility<SqlTemplate<ForumView>> Listed(
        Func<IQueryable<ForumRow>, TemplateArguments, IQueryable<ForumRow>> list
    ) =>
        new(visibility =>
            SqlTemplate<ForumView>.Create((db, a) => list(db.Forums(visibility, a.Reader(visibility)), a), View)
        );

    private static IQueryable<SiteTotals> TotalsOf(ForumDb db)
    {
        IQueryable<UserRow> latest = db.Users().OrderByDescending(user => user.JoinedAt).ThenByDescending(u => u.Id);
        return db.SelectQuery(() =>
            new SiteTotals
            {
                Topics = db.GetTable<ForumStatsRow>().Sum(stats => (int?)stats.TopicCount),
                Posts = db.GetTable<ForumStatsRow>().Sum(stats => (int?)stats.PostCount),
                Users = db.Users().Count(),
                LatestId = latest.Select(user => (long?)user.Id).FirstOrDefault(),
                LatestName = latest.Select(user => user.DisplayName).FirstOrDefault(),
            }
        );
    }

    private sealed class SiteTotals
    {
        public int? Topics { get; init; }
        public int? Posts { get; init; }
        public int Users { get; init; }
        public long? LatestId { get; init; }
        public string? LatestName { get; init; }
    }
}
