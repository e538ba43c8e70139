using System.Text;
using System.Text.RegularExpressions;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>A verdict by thousands of rules, beside a loop of compiled expressions.</summary>
internal static class RuleSpeed
{
    private const int Texts = 50;
    private const int Times = 40;

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
        tables.Append(await GrowAsync(corpus.Rules, ham));
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
        CheckSame(what, texts, scorers);
        return await new Interleaved($"{what}, one verdict", texts.Length, cpu: true).RunAsync(
            new Variant(
                "loop of compiled expressions",
                count => Each(count, i => scorers.Loop.Count(texts[i % texts.Length]))
            ),
            new Variant(
                "the text as it was written",
                count => Each(count, i => scorers.OneView.ScoreBody(texts[i % texts.Length])),
                goal,
                Times
            ),
            new Variant(
                "and folded, where that changes it",
                count => Each(count, i => scorers.BothViews.ScoreBody(texts[i % texts.Length])),
                Times: Times
            )
        );
    }

    // Those of the corpus are fewer than five thousand: some come a second time, as other expressions.
    private static async Task<string> GrowAsync(string[] rules, string[] ham)
    {
        const string Title = "2 KB of ham, one verdict, as rules grow; processor time; goal: 5,000 rules ≤ 5 × 500";
        string[] all = [.. rules, .. rules.Select(rule => rule + "(?=.|$)")];
        var growth = new Growth(Title, "rules");
        foreach (int size in new[] { 50, 500, 1_600, 5_000 })
        {
            using ServiceProvider services = Scorer(all.Take(size));
            var scorer = services.GetRequiredService<SpamScorer>();
            var loop = new RuleLoop(all.Take(size));
            growth.Add(
                size,
                await new Interleaved(Title, ham.Length, cpu: true).MediansAsync(
                    new Variant(
                        "LearningStudio",
                        count => Each(count, i => scorer.ScoreBody(ham[i % ham.Length])),
                        Times: Times
                    ),
                    new Variant(
                        "loop of compiled expressions",
                        count => Each(count, i => loop.Count(ham[i % ham.Length]))
                    )
                )
            );
        }

        return growth.ToString();
    }

    private static void CheckSame(string what, string[] texts, Scorers scorers)
    {
        int hits = texts.Sum(text => scorers.OneView.ScoreBody(text).Matches.Count);
        int folded = texts.Sum(text => scorers.BothViews.ScoreBody(text).Matches.Count);
        int expected = texts.Sum(scorers.Loop.Count);
        if (hits != expected || folded < expected)
        {
            throw new InvalidOperationException($"{what}: {hits} rules hit, {expected} in the loop.");
        }
    }

    private static Task Each(int count, Action<int> act)
    {
        for (int i = 0; i < count; i++)
        {
            act(i);
        }

        return Task.CompletedTask;
    }

    private sealed record Scorers(SpamScorer OneView, SpamScorer BothViews, RuleLoop Loop);

    /// <summary>What a rule list costs where each of its expressions is asked.</summary>
    private sealed class RuleLoop(IEnumerable<string> rules)
    {
        private readonly Regex[] _expressions =
        [
            .. rules.Select(rule => new Regex(
                rule,
                RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(10)
            )),
        ];

        public int Count(string text)
        {
            int count = 0;
            foreach (Regex expression in _expressions)
            {
                count += expression.IsMatch(text) ? 1 : 0;
            }

            return count;
        }
    }
}
