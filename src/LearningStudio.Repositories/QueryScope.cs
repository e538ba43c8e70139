using LearningStudio.Repositories.Diagnostics;

namespace LearningStudio.Repositories;

/// <summary>Counts the statements sent to the database by the code that runs within it, and finds those that repeat.</summary>
/// <remarks>
/// It sees the statements of this package's repositories, of a <see cref="CountedConnection"/>, and of Entity Framework
/// Core after <see cref="EntityFrameworkStatements.Subscribe"/>. A scope follows the flow of asynchronous code and of
/// tasks started in it; a nested scope counts towards those around it too. Thread-safe; disposing ends the counting. It
/// keeps at most 256 different statements, and of each at most 64 sets of parameters, as hashes, and 8 call sites;
/// values are never kept.
/// </remarks>
public sealed class QueryScope : IDisposable
{
    private static readonly AsyncLocal<QueryScope?> Ambient = new();
    private int _statements;
    private int _ended;
    private DatabaseMetrics? _metrics;

    private QueryScope(string? name, QueryLog log, QueryScope? around)
    {
        Name = name;
        Log = log;
        Around = around;
    }

    /// <summary>What the scope is called in its report and in metrics.</summary>
    /// <value>Null if it has no name.</value>
    public string? Name { get; }

    /// <summary>How many statements were sent so far; also those that failed.</summary>
    public int StatementCount => Volatile.Read(ref _statements);

    internal static QueryScope? Innermost => Ambient.Value;

    internal QueryScope? Around { get; }

    private bool HasEnded => Volatile.Read(ref _ended) == 1;

    internal QueryLog Log { get; }

    /// <summary>Begins a scope; dispose it in the method that began it.</summary>
    /// <param name="name">What it is called. Metrics carry it: take a route or a job's name, nothing that has values in it.</param>
    /// <param name="options">When to report; by default N+1 from five statements on, and no maximum.</param>
    public static QueryScope Begin(string? name = null, QueryScopeOptions? options = null) =>
        Ambient.Value = new QueryScope(name, new QueryLog(options ?? QueryScopeOptions.Default), Ambient.Value);

    /// <summary>Lets statements repeat until it is disposed: they count, but make no finding.</summary>
    /// <param name="reason">Why they may; reports list it. At most 64 different reasons are kept a scope.</param>
    /// <returns>Dispose it in the method that began it.</returns>
    /// <exception cref="ArgumentException">The reason is blank.</exception>
    public static IDisposable Allow(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new AllowedStatements(reason);
    }

    /// <summary>What was counted until now; also after the scope has ended.</summary>
    public QueryReport Report() => Log.Report(Name, StatementCount);

    /// <summary>Ends the scope; its count and report remain.</summary>
    public void Dispose()
    {
        bool endsNow = Interlocked.Exchange(ref _ended, 1) == 0;
        while (Ambient.Value is { HasEnded: true } ended)
        {
            Ambient.Value = ended.Around;
        }

        if (endsNow)
        {
            (_metrics ?? DatabaseMetrics.Shared).ScopeEnded(Name, StatementCount, Log);
        }
    }

    internal SiteNeed Count(in StatementSight visibility, DatabaseMetrics metrics)
    {
        if (HasEnded)
        {
            return SiteNeed.None;
        }

        _metrics = metrics;
        Interlocked.Increment(ref _statements);
        return Log.Add(visibility);
    }
}
