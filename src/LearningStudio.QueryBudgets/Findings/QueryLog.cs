using LearningStudio.QueryBudgets.NPlusOne;
using LearningStudio.QueryBudgets.Stacks;
using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.Findings;

// Rule: what a scope keeps of its statements, bounded however long it lives; what comes past a bound is counted.
// Threads: any, under one lock that is never held while a stack is read.
internal sealed class QueryLog(ScopeRules rules)
{
    public const int MaxGroups = 256;
    private const int MaxReasons = 64;
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<Fingerprint, NPlusOneDetector> _groups = new(4);
    private readonly int[] _kinds = new int[Enum.GetValues<StatementKind>().Length];
    private Dictionary<string, int>? _reasons;
    private int _untracked;
    private int _changes;
    private TimeSpan _duration;

    /// <summary>Whether a statement's stack is to be read before it is added.</summary>
    public bool WantsStack(in ObservedStatement statement)
    {
        if (rules.EveryCallSite || rules.IgnoresFrames)
        {
            return true;
        }

        if (ReasonOf(statement, stack: null) is not null)
        {
            return false;
        }

        lock (_lock)
        {
            return _groups.TryGetValue(statement.Text.Fingerprint, out NPlusOneDetector? group) && group.WantsStack;
        }
    }

    /// <summary>A statement of which nothing is known, as its text or parameters could not be read.</summary>
    public void AddUnknown()
    {
        lock (_lock)
        {
            _kinds[(int)StatementKind.Other]++;
            _untracked++;
            _changes++;
        }
    }

    public void Add(in ObservedStatement statement, CapturedStack? stack)
    {
        ObservedStatement judged = statement with { Reason = ReasonOf(statement, stack) };
        lock (_lock)
        {
            _kinds[(int)statement.Kind]++;
            _changes += statement.Kind == StatementKind.Read ? 0 : 1;
            if (judged.Reason is { } reason)
            {
                _reasons ??= new Dictionary<string, int>(StringComparer.Ordinal);
                string kept = _reasons.Count < MaxReasons || _reasons.ContainsKey(reason) ? reason : "(others)";
                _reasons[kept] = _reasons.GetValueOrDefault(kept) + 1;
            }

            if (Group(statement) is { } group)
            {
                group.Add(judged, stack, _changes);
            }
            else
            {
                _untracked++;
            }
        }
    }

    public void End(in ObservedStatement statement, CapturedStack? stack, TimeSpan duration, bool failed)
    {
        lock (_lock)
        {
            _duration += duration;
            if (!_groups.TryGetValue(statement.Text.Fingerprint, out NPlusOneDetector? group))
            {
                return;
            }

            group.AddDuration(duration);
            if (failed)
            {
                group.Fail(statement with { Reason = ReasonOf(statement, stack) }, stack);
            }
        }
    }

    /// <summary>What was read before is read anew with reason: a transaction was rolled back.</summary>
    public void AddChange()
    {
        lock (_lock)
        {
            _changes++;
        }
    }

    public int NPlusOnes()
    {
        lock (_lock)
        {
            return _groups
                .Values.Where(group => group.Count >= rules.NPlusOneThreshold)
                .Sum(group => group.Findings().Count(finding => finding.Kind == QueryFindingKind.NPlusOne));
        }
    }

    public QueryReport Report(string? name, int statements)
    {
        lock (_lock)
        {
            bool isOver = statements > rules.MaxStatements;
            return new QueryReport(_kinds)
            {
                Name = name,
                StatementCount = statements,
                UntrackedCount = _untracked,
                Duration = _duration,
                Queries = [.. _groups.Values.Select(group => group.Stats())],
                Findings =
                [
                    .. isOver ? [QueryFinding.OverBudget(statements)] : Array.Empty<QueryFinding>(),
                    .. _groups.Values.SelectMany(group => group.Findings()).OrderBy(f => f.Kind),
                ],
                Allowed = new Dictionary<string, int>(_reasons ?? [], StringComparer.Ordinal).AsReadOnly(),
            };
        }
    }

    private string? ReasonOf(in ObservedStatement statement, CapturedStack? stack) =>
        statement.Reason is not null ? statement.Reason
        : rules.Ignores(statement.Text.Fingerprint) ? nameof(QueryBudgetOptions.IgnoredStatements)
        : stack is not null && rules.Ignores(stack) ? nameof(QueryBudgetOptions.IgnoredFrames)
        : null;

    private NPlusOneDetector? Group(in ObservedStatement statement)
    {
        Fingerprint fingerprint = statement.Text.Fingerprint;
        if (!_groups.TryGetValue(fingerprint, out NPlusOneDetector? group) && _groups.Count < MaxGroups)
        {
            group = new NPlusOneDetector(statement.Text, statement.Kind, rules);
            _groups.Add(fingerprint, group);
        }

        return group;
    }
}
