using System.Diagnostics;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Lint;
using LearningStudio.Moderation.Tests.Reference;
using Xunit.Abstractions;

namespace LearningStudio.Moderation.Tests.Rules.Lint;

/// <summary>The check of real rules; their folder comes from LEARNINGSTUDIO_DATA.</summary>
public sealed class RuleLintReferenceDataTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void RealRules_AreCheckedInSeconds()
    {
        var options = new ModerationOptions { UseDefaultRules = false };
        foreach ((int i, string pattern) in ReferenceData.Rules().Index())
        {
            options.Rules[$"rule-{i:0000}"] = new SpamRule { Pattern = pattern };
        }

        long began = Stopwatch.GetTimestamp();
        IReadOnlyList<LintFinding> findings = RuleLint.Check(options);
        TimeSpan took = Stopwatch.GetElapsedTime(began);

        output.WriteLine($"{options.Rules.Count} rules in {took.TotalSeconds:0.00} s");
        foreach (IGrouping<LintKind, LintFinding> kind in findings.GroupBy(finding => finding.Kind))
        {
            output.WriteLine($"{kind.Key}: {kind.Count()}, {kind.First().RuleId} {kind.First().Message}");
        }

        took.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }
}
