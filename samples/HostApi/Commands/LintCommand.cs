using System.CommandLine;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Rules.Lint;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

/// <summary>The command <c>lint</c>: checks the spam rules that the host is configured with.</summary>
internal sealed class LintCommand() : HostCommand(CommandNames.Lint, "Checks the configured spam rules.")
{
    /// <summary>Prints the findings as a table, the most severe first; fails where one is an error.</summary>
    public override Task<int> RunAsync(
        IServiceProvider services,
        ParseResult arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<LintFinding> findings = RuleLint.Check(
            ReadOptions(services),
            new LintContext { Time = services.GetRequiredService<TimeProvider>() }
        );
        if (findings.Count > 0)
        {
            console.Write(CreateTable(findings));
        }

        int errors = findings.Count(finding => finding.Severity == LintSeverity.Error);
        int warnings = findings.Count(finding => finding.Severity == LintSeverity.Warning);
        console.WriteLine($"{errors} errors, {warnings} warnings, {findings.Count - errors - warnings} notes.");
        return Task.FromResult(errors > 0 ? Failed : Done);
    }

    // Without the validators, which would stop at the first bad rule.
    private static ModerationOptions ReadOptions(IServiceProvider services) =>
        new OptionsFactory<ModerationOptions>(
            services.GetServices<IConfigureOptions<ModerationOptions>>(),
            services.GetServices<IPostConfigureOptions<ModerationOptions>>()
        ).Create(name: "");

    private static Table CreateTable(IEnumerable<LintFinding> findings)
    {
        Table table = new Table().AddColumns("Severity", "Rule", "Source", "Finding", "What and what to do");
        foreach (LintFinding finding in findings)
        {
            table.AddRow(
                new Text(finding.Severity.ToString()),
                new Text(finding.RuleId),
                new Text(finding.Source),
                new Text(finding.Kind.ToString()),
                new Text(finding.Message)
            );
        }

        return table;
    }
}
