namespace LearningStudio.Repositories.Diagnostics;

// Rule: a statement that may repeat counts and is never judged. Call sites are looked at where a finding can begin: at the
//   last statement before the threshold, at the one that reaches it, and at the first with values seen before.
// Threads: the log's lock is held.
// Cost: most statements of a scope come once, so a second set of values is what makes the table of sets.
internal sealed class QueryGroup(StatementText text, QueryScopeOptions options)
{
    public const int MostSets = 64;
    private const int MostSites = 8;
    private readonly List<string> _sites = [];
    private Dictionary<int, int>? _sets;
    private int _firstValues;
    private int _firstJudged;
    private int _judged;
    private string? _siteBefore;
    private string? _siteAt;
    private string? _siteAgain;
    private bool _again;

    public Fingerprint Fingerprint => text.Fingerprint;

    public int Count { get; private set; }

    public int Failed { get; set; }

    public TimeSpan Duration { get; set; }

    // A stack that an await of the library's own has cut speaks for no other line.
    private bool IsOneSite =>
        _siteBefore is null || _siteAt is null || _siteBefore.Equals(_siteAt, StringComparison.Ordinal);

    /// <summary>Counts one, and tells why its call site is wanted.</summary>
    public SiteNeed Add(in StatementSight visibility)
    {
        Count++;
        if (visibility.Reason is not null)
        {
            Judge(visibility.Values, by: 0);
            return Need(SiteNeed.None);
        }

        _judged++;
        bool again = Judge(visibility.Values, by: 1) > 1 && !_again;
        _again |= again;
        SiteNeed need =
            _judged == options.NPlusOneThreshold ? SiteNeed.AtThreshold
            : _judged == options.NPlusOneThreshold - 1 ? SiteNeed.BeforeThreshold
            : SiteNeed.None;
        return Need(again ? need | SiteNeed.Again : need);
    }

    public void AddSite(SiteNeed need, string? site)
    {
        _siteBefore = need.HasFlag(SiteNeed.BeforeThreshold) ? site : _siteBefore;
        _siteAt = need.HasFlag(SiteNeed.AtThreshold) ? site : _siteAt;
        _siteAgain = need.HasFlag(SiteNeed.Again) ? site : _siteAgain;
        if (site is not null && _sites.Count < MostSites && !_sites.Contains(site))
        {
            _sites.Add(site);
        }
    }

    public QueryStatistics Statistics() =>
        new(text)
        {
            Count = Count,
            Failed = Failed,
            DistinctParameters = _sets?.Count ?? 1,
            Duration = Duration,
            CallSites = [.. _sites],
        };

    public QueryFinding? Finding()
    {
        int judgedSets = _sets?.Values.Count(times => times > 0) ?? 1;
        int repeats = _sets?.Values.Where(times => times > 1).Sum() ?? _firstJudged;
        if (_judged >= options.NPlusOneThreshold && judgedSets > 1 && IsOneSite)
        {
            return new QueryFinding(
                QueryFindingKind.NPlusOne,
                text.Fingerprint.Text,
                _judged,
                judgedSets,
                _siteAt ?? _siteBefore
            );
        }

        if (repeats > 1)
        {
            return new QueryFinding(QueryFindingKind.Duplicate, text.Fingerprint.Text, repeats, judgedSets, _siteAgain);
        }

        return _judged > 1 && _sites.Count > 1
            ? new QueryFinding(QueryFindingKind.Repeated, text.Fingerprint.Text, _judged, judgedSets, _sites[0])
            : null;
    }

    private SiteNeed Need(SiteNeed need) => options.EveryCallSite ? need | SiteNeed.Listed : need;

    // Gives how often the values were judged.
    private int Judge(int values, int by)
    {
        if (Count == 1)
        {
            _firstValues = values;
            return _firstJudged = by;
        }

        if (_sets is null && values == _firstValues)
        {
            return _firstJudged += by;
        }

        _sets ??= new Dictionary<int, int> { [_firstValues] = _firstJudged };
        int times = _sets.GetValueOrDefault(values) + by;
        if (_sets.Count < MostSets || _sets.ContainsKey(values))
        {
            _sets[values] = times;
        }

        return times;
    }
}
