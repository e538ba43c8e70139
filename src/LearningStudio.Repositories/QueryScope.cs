namespace LearningStudio.Repositories;

/// <summary>Counts the statements sent to the database by the code that runs within it.</summary>
/// <remarks>
/// A scope follows the flow of asynchronous code and of tasks started in it; a nested scope counts towards those
/// around it too. Thread-safe; disposing ends the counting.
/// </remarks>
public sealed class QueryScope : IDisposable
{
    private static readonly AsyncLocal<QueryScope?> Ambient = new();
    private readonly QueryScope? _parent;
    private int _statements;
    private volatile bool _ended;

    private QueryScope(QueryScope? parent) => _parent = parent;

    /// <summary>How many statements were sent so far.</summary>
    public int StatementCount => Volatile.Read(ref _statements);

    /// <summary>Begins a scope; dispose it in the method that began it.</summary>
    public static QueryScope Begin() => Ambient.Value = new QueryScope(Ambient.Value);

    /// <summary>Ends the scope; its count remains.</summary>
    public void Dispose()
    {
        _ended = true;
        while (Ambient.Value is { _ended: true } ended)
        {
            Ambient.Value = ended._parent;
        }
    }

    internal static void Count()
    {
        for (QueryScope? scope = Ambient.Value; scope is not null; scope = scope._parent)
        {
            if (!scope._ended)
            {
                Interlocked.Increment(ref scope._statements);
            }
        }
    }
}
