using System.Diagnostics;
using System.Diagnostics.Metrics;
using LearningStudio.QueryBudgets.Findings;

namespace LearningStudio.QueryBudgets.Diagnostics;

// Rule: attributes are names of scopes, which the code's author wrote, never a value.
// Cost: one field read for each instrument that nobody listens to.
internal static class ScopeMetrics
{
    public const string MeterName = "LearningStudio.QueryBudgets";

    // Scopes begin without a container, and lists of meters name it.
    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<long> Statements = Meter.CreateHistogram<long>(
        "learningstudio.db.queries_per_scope",
        "{statement}",
        "Statements sent within a scope."
    );

    private static readonly Counter<long> NPlusOnes = Meter.CreateCounter<long>(
        "learningstudio.db.n_plus_one",
        "{finding}",
        "Statements repeated row by row within a scope."
    );

    public static void ScopeEnded(string? name, int statements, QueryLog log)
    {
        var tags = new TagList();
        if (name is not null)
        {
            tags.Add("learningstudio.db.scope", name);
        }

        Statements.Record(statements, tags);
        if (NPlusOnes.Enabled && log.NPlusOnes() is > 0 and int found)
        {
            NPlusOnes.Add(found, tags);
        }
    }
}
