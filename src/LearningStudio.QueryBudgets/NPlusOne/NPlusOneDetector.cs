using System.Runtime.InteropServices;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Stacks;
using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.NPlusOne;

// Rule: a statement that may repeat counts and makes no finding, nor does one that failed: it is sent again for a reason.
//   An N+1 is one path of calls, a threshold's number of statements, and more than one set of values. A duplicate is a
//   read of the same values between which the scope changed nothing.
//   A statement that comes after the last stack that was read, from anywhere, lengthens a loop where that is the only path;
//   it makes none.
// Threads: the log's lock is held.
// Cost: at most 64 sets of values, 32 paths and 8 call sites; 1,000 stacks where not all are read.
internal sealed class NPlusOneDetector(StatementText text, StatementKind kind, ScopeRules rules)
{
    public const int MaxSets = 64;
    public const int MaxPaths = 32;
    public const int MaxStacks = 1_000;
    private const int MaxSites = 8;
    private readonly List<string> _sites = [];
    private readonly Dictionary<int, ValueRepeats> _values = [];
    private readonly List<PathRepeats> _paths = [];
    private readonly int _maxStacks = Math.Max(MaxStacks, 4 * rules.NPlusOneThreshold);
    private bool _hasOtherPaths;
    private int _examined;
    private int _read;
    private int _unread;

    public int Count { get; private set; }

    public int Failed { get; private set; }

    public TimeSpan Duration { get; private set; }

    /// <summary>Whether the next statement's stack may make a difference.</summary>
    public bool WantsStack => IsExamined && _read < _maxStacks;

    // Ends of transactions, settings and copies repeat without harm.
    private bool IsExamined => kind is StatementKind.Read or StatementKind.Write or StatementKind.Procedure;

    public void Add(in ObservedStatement statement, CapturedStack? stack, int changes)
    {
        Count++;
        CallPath path = rules.PathOf(stack);
        _read += stack is null ? 0 : 1;
        if (path.Site is { } site && _sites.Count < MaxSites && !_sites.Contains(site))
        {
            _sites.Add(site);
        }

        bool isExamined = IsExamined && statement.Reason is null;
        if (_values.Count < MaxSets || _values.ContainsKey(statement.Values))
        {
            ref ValueRepeats values = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, statement.Values, out _);
            if (isExamined)
            {
                values.Add(changes);
            }
        }

        if (isExamined)
        {
            _examined++;
            if (stack is null && _read >= _maxStacks)
            {
                _unread++;
            }
            else
            {
                Track(path)?.Add(path, statement.Values);
            }
        }
    }

    /// <summary>Takes a statement that failed out of what may become a finding.</summary>
    public void Fail(in ObservedStatement statement, CapturedStack? stack)
    {
        Failed++;
        if (!IsExamined || statement.Reason is not null)
        {
            return;
        }

        _examined--;
        if (stack is null && _unread > 0)
        {
            _unread--;
        }
        else
        {
            Find(rules.PathOf(stack))?.Retract(statement.Values);
        }

        if (_values.ContainsKey(statement.Values))
        {
            CollectionsMarshal.GetValueRefOrNullRef(_values, statement.Values).Retract();
        }
    }

    public void AddDuration(TimeSpan duration) => Duration += duration;

    public QueryStats Stats() =>
        new(text, kind)
        {
            Count = Count,
            Failed = Failed,
            DistinctParameters = _values.Count,
            Duration = Duration,
            CallSites = [.. _sites],
        };

    public IReadOnlyList<QueryFinding> Findings()
    {
        if (_examined < 2)
        {
            return [];
        }

        IReadOnlyList<Loop> loops = Loop.Create(_paths, isComplete: !_hasOtherPaths);
        int unread = loops.Count == 1 && !_hasOtherPaths ? _unread : 0;
        QueryFinding[] rowByRow =
        [
            .. loops
                .Where(loop => loop.Count >= rules.NPlusOneThreshold && loop.DistinctValues > 1)
                .Select(loop =>
                    Finding(QueryFindingKind.NPlusOne, loop.Count + unread, loop.DistinctValues, loop.Path)
                ),
        ];
        if (rowByRow.Length > 0)
        {
            return rowByRow;
        }

        int repeated = kind == StatementKind.Read ? _values.Values.Sum(values => values.Repeated) : 0;
        CallPath first = loops.MaxBy(loop => loop.Count)?.Path ?? CallPath.Unknown;
        return repeated > 1 ? [Finding(QueryFindingKind.Duplicate, repeated, _values.Count, first)]
            : loops.Count > 1 ? [Finding(QueryFindingKind.Repeated, _examined, _values.Count, first)]
            : [];
    }

    private QueryFinding Finding(QueryFindingKind finding, int count, int distinct, CallPath path) =>
        new(finding)
        {
            StatementKind = kind,
            Fingerprint = text.Fingerprint.Text,
            Count = count,
            DistinctParameters = distinct,
            CallSite = path.Site,
            Callers = [.. path.Shown.Skip(1)],
        };

    private PathRepeats? Find(CallPath path) => _paths.Find(known => known.Path.Equals(path));

    // What comes along more paths than are kept makes no N+1.
    private PathRepeats? Track(CallPath path)
    {
        if (Find(path) is { } known)
        {
            return known;
        }

        if (_paths.Count == MaxPaths)
        {
            _hasOtherPaths = true;
            return null;
        }

        var repeats = new PathRepeats(path);
        _paths.Add(repeats);
        return repeats;
    }
}
