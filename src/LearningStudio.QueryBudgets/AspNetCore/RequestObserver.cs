using System.Runtime.CompilerServices;
using LearningStudio.QueryBudgets.Diagnostics;
using LearningStudio.QueryBudgets.Findings;
using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.AspNetCore;

// Rule: a request has a scope from its start to its end, named by the route that was matched first. It ends with the
//   request; work that goes on afterwards counts nowhere.
internal sealed class RequestObserver(ScopeRules rules, ScopeMetrics metrics, ILogger logger)
    : IObserver<KeyValuePair<string, object?>>
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string Started = Request + ".Start";
    private const string Ended = Request + ".Stop";
    private const string Matched = "Microsoft.AspNetCore.Routing.EndpointMatched";
    private readonly ConditionalWeakTable<object, QueryScope> _scopes = [];

    public static bool Listens(string name) => name is Request or Started or Ended or Matched;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not { } context)
        {
            return;
        }

        switch (value.Key)
        {
            case Started:
                // Contexts are used again for other requests.
                _scopes.AddOrUpdate(context, new QueryScope(name: null, rules, metrics));
                break;
            case Matched when _scopes.TryGetValue(context, out QueryScope? scope):
                scope.Name ??= HttpRequests.RouteOf(context);
                break;
            case Ended when _scopes.TryGetValue(context, out QueryScope? scope):
                _scopes.Remove(context);
                scope.Dispose();
                Report(scope);
                break;
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private void Report(QueryScope scope)
    {
        // A single statement is neither a loop nor, as a rule, too many.
        if (scope.StatementCount < 2 && rules.MaxStatements is null)
        {
            return;
        }

        string route = scope.Name ?? "A request without a route";
        foreach (QueryFinding finding in scope.Report().Findings)
        {
            if (finding.Kind == QueryFindingKind.OverBudget)
            {
                logger.OverBudget(route, finding.Count, rules.MaxStatements);
            }
            else if (IsRowByRow(finding))
            {
                logger.RowByRow(route, finding.Count, finding.CallSite, finding.Fingerprint);
            }
        }
    }

    // Rows that share a parent read it again and again with the same parameters.
    private bool IsRowByRow(QueryFinding finding) =>
        finding.Kind == QueryFindingKind.NPlusOne
        || (finding.Kind == QueryFindingKind.Duplicate && finding.Count >= rules.NPlusOneThreshold);
}
