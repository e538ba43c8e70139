using LearningStudio.QueryBudgets.Counting;
using LearningStudio.QueryBudgets.Diagnostics;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Listening;
using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets;

/// <summary>Counts the statements sent to the database by the code that runs within it, and finds those that repeat.</summary>
/// <remarks>
/// It sees the statements of Entity Framework Core, of a <see cref="CountedConnection"/> or <see cref="CountedDataSource"/>,
/// and of libraries that report theirs (<see cref="QueryBudgetOptions.Listeners"/>). A scope follows the flow of
/// asynchronous code and of tasks started in it until it is disposed; what a task sends after that counts nowhere. A nested
/// scope counts towards those around it too. Thread-safe. It keeps at most 256 different statements, and of each at most 64
/// sets of parameters, as hashes, 32 paths of calls and 8 call sites; values are never kept.
/// </remarks>
public sealed class QueryScope : IDisposable
{
    private readonly ScopeRules _rules;
    private readonly ScopeMetrics _metrics;
    private readonly ScopeFlow _flow;
    private int _statements;

    internal QueryScope(string? name, ScopeRules rules, ScopeMetrics metrics)
    {
        Name = name;
        _rules = rules;
        _metrics = metrics;
        Log = new QueryLog(rules);
        Around = ScopeFlow.Current;
        _flow = ScopeFlow.Enter(this);
    }

    /// <summary>The innermost scope that the current flow is in and that was not disposed.</summary>
    /// <value>Null if there is none.</value>
    public static QueryScope? Current => ScopeFlow.Current;

    /// <summary>What the scope is called in its report and in metrics.</summary>
    /// <value>Null if it has no name.</value>
    public string? Name { get; internal set; }

    /// <summary>The number of statements sent so far; also those that failed.</summary>
    public int StatementCount => Volatile.Read(ref _statements);

    internal QueryScope? Around { get; }

    internal QueryLog Log { get; }

    internal bool ReadsEveryStack => _rules.EveryCallSite;

    /// <summary>Begins a scope; dispose it in the method that began it.</summary>
    /// <param name="name">What it is called. Metrics carry it: take a route or a job's name, nothing that has values in it.</param>
    /// <param name="options">What to find; the defaults if null.</param>
    /// <exception cref="ArgumentException">An option is out of bounds; the message names it.</exception>
    public static QueryScope Begin(string? name = null, QueryBudgetOptions? options = null)
    {
        ScopeRules rules = options is null ? ScopeRules.Default : ScopeRules.Create(options);
        StatementListeners.Listen(options?.Listeners ?? StatementListeners.Default);
        return new QueryScope(name, rules, ScopeMetrics.Shared);
    }

    /// <summary>Lets statements repeat until it is disposed: they count, but make no finding.</summary>
    /// <param name="reason">Why they may; reports list it. At most 64 different reasons are kept a scope.</param>
    /// <returns>Dispose it in the method that began it.</returns>
    /// <exception cref="ArgumentException">The reason is blank.</exception>
    public static IDisposable Allow(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new AllowedStatements(reason);
    }

    /// <summary>
    /// Takes the current flow out of all scopes until it is disposed: what it sends does not count, nor what timers, tasks
    /// and services started within it send. Start work within it that goes on beside a request or a test.
    /// </summary>
    /// <returns>Dispose it in the method that began it.</returns>
    public static IDisposable Suppress() => ScopeFlow.Leave();

    /// <summary>What was counted until now; also after the scope has ended.</summary>
    public QueryReport Report() => Log.Report(Name, StatementCount);

    /// <summary>Ends the scope; its count and report remain.</summary>
    public void Dispose()
    {
        if (_flow.End())
        {
            _metrics.ScopeEnded(Name, StatementCount, Log);
        }
    }

    /// <summary>Ends the scope without a measurement: what it counted is no unit of work.</summary>
    internal void Discard() => _flow.End();

    /// <summary>Counts a statement of which nothing else is known.</summary>
    internal void CountUnknown()
    {
        if (!_flow.HasEnded)
        {
            Interlocked.Increment(ref _statements);
            Log.AddUnknown();
        }
    }

    internal void Count(in ObservedStatement statement, CapturedStack? stack)
    {
        if (_flow.HasEnded)
        {
            return;
        }

        Interlocked.Increment(ref _statements);
        Log.Add(statement, stack);
    }
}
