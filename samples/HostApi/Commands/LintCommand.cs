using LearningStudio.Moderation;
using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

/// <summary>The command <c>lint</c>: checks the spam rules that the host is configured with.</summary>
internal static class LintCommand
{
    private const int Sound = 0;
    private const int HasErrors = 1;

    /// <summary>Prints what is found as a table, the gravest first.</summary>
    /// <returns>The exit code: 1 where there are errors, else 0.</returns>
    public static int Lint(this IServiceProvider services, IAnsiConsole console)
    {
        IReadOnlyList<LintFinding> findings = RuleLint.Check(
            Options(services),
            new LintContext { Time = services.GetRequiredService<TimeProvider>() }
        );
        if (findings.Count > 0)
        {
            console.Write(TableOf(findings));
        }

        int errors = findings.Count(finding => finding.Severity == LintSeverity.Error);
        int warnings = findings.Count(finding => finding.Severity == LintSeverity.Warning);
        console.WriteLine($"{errors} errors, {warnings} warnings, {findings.Count - errors - warnings} notes.");
        return errors > 0 ? HasErrors : Sound;
    }

    // Without the validators, which would stop at the first bad rule.
    private static ModerationOptions Options(IServiceProvider services) =>
        new OptionsFactory<ModerationOptions>(
            services.GetServices<IConfigureOptions<ModerationOptions>>(),
            services.GetServices<IPostConfigureOptions<ModerationOptions>>()
        ).Create(Microsoft.Extensions.Options.Options.DefaultName);

    private static Table TableOf(IEnumerable<LintFinding> findings)
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
