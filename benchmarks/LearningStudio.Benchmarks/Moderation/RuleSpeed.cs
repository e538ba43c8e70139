using System.Text;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>A verdict by thousands of rules, beside a loop of compiled expressions.</summary>
internal static class RuleSpeed
{
    /// <summary>How many times as often as the loop a scorer is asked in a round.</summary>
    public const int Times = 40;

    private const int Texts = 50;

    public static async Task<string> RunAsync()
    {
        var corpus = RuleCorpus.Load();
        using ServiceProvider services = Scorer(corpus.Rules);
        using ServiceProvider raw = Scorer(corpus.Rules, rawOnly: true);
        var scorer = services.GetRequiredService<SpamScorer>();
        var scorers = new Scorers(raw.GetRequiredService<SpamScorer>(), scorer, new RuleLoop(corpus.Rules));
        var tables = new StringBuilder();
        tables.Line($"{scorer.RuleCount:N0} rules: {corpus.Origin}.");
        string[] ham = RuleCorpus.Blocks(corpus.Ham, 2_048, Texts);
        tables.Append(await CompareAsync("2 KB of ham", ham, 0.01, scorers));
        string[] spam = RuleCorpus.Blocks(corpus.Spam, 2_048, Texts);
        tables.Append(await CompareAsync("2 KB of spam", spam, 0.05, scorers));
        string[] dense = RuleCorpus.Blocks(corpus.RulesAsText(), 2_048, Texts);
        tables.Append(await CompareAsync("2 KB of the rules' own words", dense, 0.05, scorers));
        string[] posts = [.. corpus.Ham.Where(text => text.Length >= 200).Select(text => text[..200]).Take(Texts)];
        tables.Append(await CompareAsync("a post of 200 characters", posts, 0.002, scorers));
        tables.Append(await RuleGrowth.RunAsync(corpus.Rules, ham));
        return tables.ToString();
    }

    /// <summary>A scorer of these rules alone, weights added up.</summary>
    public static ServiceProvider Scorer(IEnumerable<string> rules, bool rawOnly = false) =>
        new ServiceCollection()
            .AddLearningStudioModeration(options =>
            {
                options.UseDefaultRules = false;
                options.Profile = ScoreProfile.Additive;
                options.Limits.MayDropRules = true;
                int number = 0;
                foreach (string rule in rules)
                {
                    options.Rules[$"rule-{number++}"] = new SpamRule { Pattern = rule, RawOnly = rawOnly };
                }
            })
            .BuildServiceProvider();

    private static async Task<string> CompareAsync(string what, string[] texts, double goal, Scorers scorers)
    {
        CheckSame(what, texts, scorers.OneView, scorers.Loop);
        CheckSame(what, texts, scorers.BothViews, scorers.Loop, mayHitMore: true);
        return await new Interleaved($"{what}, one verdict", texts.Length, cpu: true).RunAsync(
            Variant.Of("loop of compiled expressions", i => scorers.Loop.Count(texts[i % texts.Length])),
            Variant.Of(
                "the text as it was written",
                i => scorers.OneView.ScoreBody(texts[i % texts.Length]),
                goal,
                Times
            ),
            Variant.Of(
                "and folded, where that changes it",
                i => scorers.BothViews.ScoreBody(texts[i % texts.Length]),
                times: Times
            )
        );
    }

    /// <exception cref="InvalidOperationException">Other rules hit than a loop of their expressions finds.</exception>
    public static void CheckSame(string what, string[] texts, SpamScorer scorer, RuleLoop loop, bool mayHitMore = false)
    {
        int hits = texts.Sum(text => scorer.ScoreBody(text).Matches.Count);
        int expected = texts.Sum(loop.Count);
        if (hits < expected || (hits > expected && !mayHitMore))
        {
            throw new InvalidOperationException($"{what}: {hits} rules hit, {expected} in the loop.");
        }
    }

    private sealed record Scorers(SpamScorer OneView, SpamScorer BothViews, RuleLoop Loop);
}
