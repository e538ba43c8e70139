using LearningStudio.Moderation.Evaluation;

namespace LearningStudio.Moderation.Scoring;

// Rule: the arithmetic of the forum software that this library succeeds, in its order of additions, in doubles, so
//   that scores are equal to the last bit.
// Threads: pure.
internal static class ClassicProfile
{
    public static Verdict ScoreBody(string body, Findings findings, string hash)
    {
        var score = new ScoreSheet();
        score.AddHits("spam", findings.Counted.Where(hit => !hit.Rule.IsLink), SpamAmount);
        score.AddHits("links", findings.Counted.Where(hit => hit.Rule.IsLink), LinkAmount);
        TextMeasures measures = TextMeasures.Compute(body);
        score.AddIf(measures is { UpperCaseShare: > 0.5, Length: > 20 }, "capitals", 0.3);
        score.AddIf(measures.EmphaticShare > 0.1, "punctuation", 0.2);
        score.AddIf(IsShortWithLink(body), "short-with-link", 0.4);
        score.Cap(1);
        return score.Total(findings, hash);
    }

    public static Verdict ScoreTitle(string title, Findings findings, string hash)
    {
        var score = new ScoreSheet();
        score.AddHits("spam", findings.Counted.Where(hit => !hit.Rule.IsLink), hits => 0.4 * hits);
        TextMeasures measures = TextMeasures.Compute(title);
        score.AddIf(measures.UpperCaseShare > 0.7, "capitals", 0.3);
        score.AddIf(measures.EmphaticShare > 0.2, "punctuation", 0.3);
        score.Cap(1);
        return score.Total(findings, hash);
    }

    public static Verdict ScoreAuthor(string name, Findings findings, string hash)
    {
        var score = new ScoreSheet();
        score.AddHits("spam", findings.Counted, hits => 0.4 * hits);
        score.Cap(1);
        return score.Total(findings, hash);
    }

    private static double SpamAmount(int hits) => hits == 0 ? 0 : Math.Min(0.3 + (0.2 * hits), 0.8);

    private static double LinkAmount(int hits) => hits == 0 ? 0 : Math.Min(0.2 + (0.15 * hits), 0.5);

    private static bool IsShortWithLink(string body) =>
        TextMeasures.LengthOf(Strip(body)) < 50 && body.Contains("http", StringComparison.Ordinal);

    // As Python's strip(), which takes U+001C to U+001F for white space too.
    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsSpace(text[0]))
        {
            text = text[1..];
        }

        while (!text.IsEmpty && IsSpace(text[^1]))
        {
            text = text[..^1];
        }

        return text;

        static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';
    }
}
