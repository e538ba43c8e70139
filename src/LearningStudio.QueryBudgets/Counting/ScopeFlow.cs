namespace LearningStudio.QueryBudgets.Counting;

// Rule: a flow holds a scope's place, not the scope. What outlives a scope, such as a timer created in it, keeps the place,
//   which is empty by then: it neither counts there nor keeps the scope's statements in memory.
// Threads: any.
internal sealed class ScopeFlow : IDisposable
{
    private static readonly AsyncLocal<ScopeFlow?> Ambient = new();
    private readonly ScopeFlow? _around;
    private QueryScope? _scope;

    private ScopeFlow(QueryScope? scope)
    {
        _scope = scope;
        _around = Ambient.Value is { } flow ? flow.Open() : null;
        Ambient.Value = this;
    }

    /// <summary>The current flow's innermost scope that has not ended.</summary>
    public static QueryScope? Current => Ambient.Value?.Open()?._scope;

    public bool HasEnded => Volatile.Read(ref _scope) is null;

    // A flow that left its scopes has none of those around it, until it returns.
    private bool IsAway { get; init; }

    public static ScopeFlow Enter(QueryScope scope) => new(scope);

    public static IDisposable Leave() => new ScopeFlow(scope: null) { IsAway = true };

    /// <summary>Ends the scope in all flows that hold its place.</summary>
    /// <returns>Whether it had not ended before.</returns>
    public bool End()
    {
        bool endsNow = Interlocked.Exchange(ref _scope, null) is not null;
        if (Ambient.Value is { } flow)
        {
            Ambient.Value = flow.Open();
        }

        return endsNow;
    }

    public void Dispose()
    {
        // Also where scopes that began within were not ended.
        for (ScopeFlow? flow = Ambient.Value; flow is not null; flow = flow._around)
        {
            if (flow == this)
            {
                Ambient.Value = _around?.Open();
                return;
            }
        }
    }

    private ScopeFlow? Open()
    {
        ScopeFlow? flow = this;
        while (flow is { HasEnded: true, IsAway: false })
        {
            flow = flow._around;
        }

        return flow;
    }
}
