using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LearningStudio.QueryBudgets.Findings;

namespace LearningStudio.QueryBudgets.Diagnostics;

// Rule: attributes are names of scopes, which the code's author wrote, never a value. Where values got into names all the
//   same, those past a bound share one attribute.
// Cost: one field read for each instrument that nobody listens to.
internal sealed class ScopeMetrics
{
    public const string MeterName = "LearningStudio.QueryBudgets";
    public const int MaxNames = 2_000;
    public const string OtherNames = "_OTHER";
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);
    private readonly Histogram<long> _statements;
    private readonly Counter<long> _nPlusOnes;
    private int _nameCount;

    public ScopeMetrics(Meter meter)
    {
        _statements = meter.CreateHistogram<long>(
            "learningstudio.db.queries_per_scope",
            "{statement}",
            "Statements sent within a scope."
        );
        _nPlusOnes = meter.CreateCounter<long>(
            "learningstudio.db.n_plus_one",
            "{finding}",
            "Statements repeated row by row within a scope."
        );
    }

    /// <summary>For scopes that code begins, without a container; lives as long as the process.</summary>
    public static ScopeMetrics Shared { get; } = new(new Meter(MeterName));

    public void ScopeEnded(string? name, int statements, QueryLog log)
    {
        var tags = new TagList();
        if (name is not null)
        {
            tags.Add("learningstudio.db.scope", Bounded(name));
        }

        _statements.Record(statements, tags);
        if (_nPlusOnes.Enabled && log.NPlusOnes() is > 0 and int found)
        {
            _nPlusOnes.Add(found, tags);
        }
    }

    private string Bounded(string name)
    {
        if (_names.ContainsKey(name))
        {
            return name;
        }

        if (Volatile.Read(ref _nameCount) >= MaxNames)
        {
            return OtherNames;
        }

        if (_names.TryAdd(name, true))
        {
            Interlocked.Increment(ref _nameCount);
        }

        return name;
    }
}
