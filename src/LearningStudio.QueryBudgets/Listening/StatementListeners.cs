using System.Diagnostics;
using System.Runtime.CompilerServices;
using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets.Listening;

// Rule: each listener is heard once, whichever names it matches, and for as long as the process lives. Others than
//   Entity Framework Core are asked to write only while the current flow is in a scope.
// Threads: any. Who comes second waits until the first has subscribed, or its first statement would be missed. The runtime
//   calls OnNext under a lock of its own, so that takes another one.
internal sealed class StatementListeners : GuardedObserver<DiagnosticListener>
{
    private static readonly Lock Subscribing = new();
    private static readonly Lock Access = new();
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<DiagnosticListener, IDisposable> Heard = [];
    private static readonly EntityFrameworkObserver EntityFramework = new();
    private static readonly ReportedStatementObserver Reported = new();
    private readonly string _name;

    private StatementListeners(string name) => _name = name;

    /// <summary>The names that are heard by default.</summary>
    public static IList<string> Default { get; } = new QueryBudgetOptions().Listeners;

    /// <summary>Hears the listeners of these names, those that exist and those to come, and Entity Framework Core's.</summary>
    public static void Listen(IList<string> names)
    {
        for (int i = -1; i < names.Count; i++)
        {
            string name = i < 0 ? EntityFrameworkObserver.ListenerName : names[i];
            lock (Subscribing)
            {
                if (Names.Add(name))
                {
                    DiagnosticListener.AllListeners.Subscribe(new StatementListeners(name));
                }
            }
        }
    }

    protected override void Observe(DiagnosticListener value)
    {
        if (!Matches(value.Name))
        {
            return;
        }

        lock (Access)
        {
            if (Heard.TryGetValue(value, out _))
            {
                return;
            }

            if (value.Name is EntityFrameworkObserver.ListenerName)
            {
                Heard.Add(value, value.Subscribe(EntityFramework, EntityFrameworkObserver.Listens));
            }
            else
            {
                ReportingAssemblies.Add(value.Name);
                Heard.Add(value, value.Subscribe(Reported, ReportedStatementObserver.Listens));
            }
        }
    }

    private bool Matches(string name) =>
        _name.EndsWith('*')
            ? name.StartsWith(_name.TrimEnd('*'), StringComparison.Ordinal)
            : string.Equals(name, _name, StringComparison.Ordinal);
}
