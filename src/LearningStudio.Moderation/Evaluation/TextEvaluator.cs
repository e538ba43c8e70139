using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Detectors;
using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Evaluation;

/// <summary>Searches one part of a submission by a set of rules: as it was written, folded, and its links.</summary>
internal static class TextEvaluator
{
    /// <param name="set">The rules.</param>
    /// <param name="text">The text, as it was written.</param>
    /// <param name="field">Which part it is.</param>
    /// <param name="context">What the rules may depend on besides.</param>
    /// <param name="time">The clock, for budgets and for rules that expire.</param>
    public static Findings Evaluate(RuleSet set, string text, RuleFields field, RuleContext context, TimeProvider time)
    {
        var findings = new Findings(set, context, time.GetUtcNow());
        var budget = new SearchBudget(time, set.Settings.TextTime);
        if (context.TrustLevel >= set.Settings.ExemptTrust)
        {
            return findings;
        }

        string seen = Cut(text, set.Settings.TextLength);
        findings.IsCut = seen.Length < text.Length;
        findings.IsOutOfTime = !Search(set, new DetectorText(seen, set.Settings.Hosts), field, findings, budget);
        findings.Sort();
        return findings;
    }

    /// <summary>Whether a rule hits a text, wherever it is meant to be looked for.</summary>
    public static bool Hits(CompiledRule rule, string text)
    {
        if (rule.Detector is { } detector)
        {
            return detector.Find(new DetectorText(text)).Any();
        }

        return rule.Pattern!.Expression.IsMatch(text)
            || (!rule.RawOnly && rule.Pattern.Expression.IsMatch(FoldedText.Create(text).Text));
    }

    private static bool Search(RuleSet set, DetectorText text, RuleFields field, Findings findings, SearchBudget budget)
    {
        findings.Enter(field, null, 0);
        if (!set.Index.Search(text.Raw, findings, budget))
        {
            return false;
        }

        Detect(set, text, findings);
        if (field == RuleFields.Body && set.HasLinkRules && !SearchLinks(set, text, findings, budget))
        {
            return false;
        }

        if (!set.HasFoldedRules || text.Folded.IsRaw)
        {
            return true;
        }

        findings.Enter(field, text.Folded, 0);
        return set.Index.Search(text.Folded.Text, findings, budget);
    }

    private static void Detect(RuleSet set, DetectorText text, Findings findings)
    {
        foreach (CompiledRule rule in set.Detectors)
        {
            if (!findings.Applies(rule))
            {
                continue;
            }

            foreach (TextSpan place in rule.Detector!.Find(text))
            {
                findings.Add(rule, place);
                break;
            }
        }
    }

    private static bool SearchLinks(RuleSet set, DetectorText text, Findings findings, SearchBudget budget)
    {
        foreach (Link link in text.Links)
        {
            if (
                !SearchPart(set, text.Raw, link.Url, RuleFields.Urls, findings, budget)
                || (
                    link.LinkText is { } shown
                    && !SearchPart(set, text.Raw, shown, RuleFields.LinkText, findings, budget)
                )
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool SearchPart(
        RuleSet set,
        string text,
        TextSpan part,
        RuleFields field,
        Findings findings,
        SearchBudget budget
    )
    {
        findings.Enter(field, null, part.Start);
        return set.Index.Search(text.Substring(part.Start, part.Length), findings, budget);
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
