namespace LearningStudio.Repositories.Diagnostics;

// Rule: what a scope keeps of its statements, bounded however long it lives; what comes past a bound is counted.
// Threads: any, under one lock that is never held while a stack is read.
internal sealed class QueryLog(QueryScopeOptions options)
{
    public const int MostGroups = 256;
    private const int MostReasons = 64;
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<Fingerprint, QueryGroup> _groups = new(4);
    private Dictionary<string, int>? _reasons;
    private int _untracked;
    private TimeSpan _duration;

    public QueryScopeOptions Options => options;

    /// <summary>Counts a statement, and tells why its call site is wanted.</summary>
    public SiteNeed Add(in StatementSight visibility)
    {
        lock (_lock)
        {
            if (visibility.Reason is { } reason)
            {
                _reasons ??= new Dictionary<string, int>(StringComparer.Ordinal);
                string kept = _reasons.Count < MostReasons || _reasons.ContainsKey(reason) ? reason : "(others)";
                _reasons[kept] = _reasons.GetValueOrDefault(kept) + 1;
            }

            if (Group(visibility.Text) is { } group)
            {
                return group.Add(visibility);
            }

            _untracked++;
            return SiteNeed.None;
        }
    }

    public void AddSite(Fingerprint fingerprint, SiteNeed need, string? site)
    {
        lock (_lock)
        {
            _groups[fingerprint].AddSite(need, site);
        }
    }

    public void AddDuration(Fingerprint fingerprint, TimeSpan duration, bool failed)
    {
        lock (_lock)
        {
            _duration += duration;
            if (_groups.TryGetValue(fingerprint, out QueryGroup? group))
            {
                group.Duration += duration;
                group.Failed += failed ? 1 : 0;
            }
        }
    }

    public int NPlusOnes()
    {
        lock (_lock)
        {
            int count = 0;
            foreach (QueryGroup group in _groups.Values)
            {
                bool mayBe = group.Count >= options.NPlusOneThreshold;
                count += mayBe && group.Finding() is { Kind: QueryFindingKind.NPlusOne } ? 1 : 0;
            }

            return count;
        }
    }

    public QueryReport Report(string? name, int statements)
    {
        lock (_lock)
        {
            bool isOver = statements > options.MaximumStatements;
            return new QueryReport
            {
                Name = name,
                StatementCount = statements,
                UntrackedCount = _untracked,
                Duration = _duration,
                Queries = [.. _groups.Values.Select(group => group.Statistics())],
                Findings =
                [
                    .. isOver ? [QueryFinding.OverBudget(statements)] : Array.Empty<QueryFinding>(),
                    .. _groups.Values.Select(group => group.Finding()).OfType<QueryFinding>().OrderBy(f => f.Kind),
                ],
                Allowed = new Dictionary<string, int>(_reasons ?? [], StringComparer.Ordinal).AsReadOnly(),
            };
        }
    }

    private QueryGroup? Group(StatementText text)
    {
        if (!_groups.TryGetValue(text.Fingerprint, out QueryGroup? group) && _groups.Count < MostGroups)
        {
            group = new QueryGroup(text, options);
            _groups.Add(text.Fingerprint, group);
        }

        return group;
    }
}
