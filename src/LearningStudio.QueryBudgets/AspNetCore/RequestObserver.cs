using System.Runtime.CompilerServices;
using LearningStudio.QueryBudgets.Diagnostics;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Listening;
using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.AspNetCore;

// Rule: a request has a scope from its start to its end, named by the route that was matched first. It ends with the
//   request; work that goes on afterwards counts nowhere. Where the response becomes a conversation of minutes or hours, the
//   request ends there: it is judged by what led to it, and the messages count nowhere and take no memory.
internal sealed class RequestObserver(ScopeRules rules, ScopeMetrics metrics, ILogger logger)
    : GuardedObserver<KeyValuePair<string, object?>>
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string Started = Request + ".Start";
    private const string Ended = Request + ".Stop";
    private const string Matched = "Microsoft.AspNetCore.Routing.EndpointMatched";
    private readonly ConditionalWeakTable<object, QueryScope> _scopes = [];

    public static bool Listens(string name) => name is Request or Started or Ended or Matched;

    protected override void Observe(KeyValuePair<string, object?> value)
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
                HttpResponses.OnStarting(context, ResponseStarting);
                break;
            case Matched when _scopes.TryGetValue(context, out QueryScope? scope):
                scope.Name ??= HttpRequests.RouteOf(context);
                break;
            // A server may switch protocols without saying that the response starts.
            case Ended when HttpResponses.IsConversation(context):
                End(context)?.Discard();
                break;
            case Ended when End(context) is { } scope:
                Report(scope);
                break;
        }
    }

    private Task ResponseStarting(object context)
    {
        Guard.Run(
            (this, context),
            static call =>
            {
                if (HttpResponses.IsConversation(call.context) && call.Item1.End(call.context) is { } scope)
                {
                    call.Item1.Report(scope);
                }
            }
        );
        return Task.CompletedTask;
    }

    private QueryScope? End(object context)
    {
        if (_scopes.TryGetValue(context, out QueryScope? scope))
        {
            _scopes.Remove(context);
        }

        return scope;
    }

    private void Report(QueryScope scope)
    {
        scope.Dispose();
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
