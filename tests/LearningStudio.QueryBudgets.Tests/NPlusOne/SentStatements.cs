using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Stacks;
using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.Tests.NPlusOne;

/// <summary>Sends statements to a scope's log, as the recorder does.</summary>
internal sealed class SentStatements(QueryBudgetOptions options)
{
    private static readonly StatementText[] Texts =
    [
        SqlReader.Read("SELECT a FROM t WHERE id = 1"),
        SqlReader.Read("SELECT b FROM t WHERE id = 1"),
        SqlReader.Read("UPDATE t SET a = 1"),
    ];

    private readonly QueryLog _log = new(ScopeRules.Create(options));
    private int _count;

    public QueryReport Report => _log.Report(name: null, _count);

    public void Send(Sent sent)
    {
        var statement = new ObservedStatement(
            Texts[sent.Kind],
            sent.Kind == Sent.Write ? StatementKind.Write : StatementKind.Read,
            sent.Value,
            sent.IsAllowed ? "a test" : null
        );
        CapturedStack? stack = _log.WantsStack(statement) ? StackOf(sent.Path) : null;
        _count++;
        _log.Add(statement, stack);
        _log.End(statement, stack, TimeSpan.Zero, sent.Fails);
    }

    public IEnumerable<NaiveFinding> Findings() =>
        Report.Findings.Select(finding => new NaiveFinding(
            Array.FindIndex(Texts, text => text.Fingerprint.Text == finding.Fingerprint),
            finding.Kind,
            finding.Count,
            finding.Kind == QueryFindingKind.NPlusOne ? PathOf(finding) : null
        ));

    // Each caller is a method of its own, named by the path up to it; a library is innermost.
    private static CapturedStack StackOf(string path) =>
        new([
            new StackPosition(new StackMethod("Npgsql.Command", "Execute", "Npgsql"), 1),
            .. Enumerable
                .Range(1, path.Length)
                .Select(depth => new StackPosition(new StackMethod("Acme.Page", path[..depth], "Acme"), depth)),
        ]);

    private static string PathOf(QueryFinding finding) =>
        (finding.Callers.Count == 0 ? finding.CallSite : finding.Callers[^1])?.Split('.')[^1] ?? "";
}
