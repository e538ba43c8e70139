using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>A verdict as rules grow: all sizes in turn, since one is held against the other.</summary>
internal static class RuleGrowth
{
    private const string Title = "2 KB of ham as it was written, one verdict, as rules grow";
    private const string Loop = "loop of compiled expressions";
    private const string Ours = "LearningStudio";
    private const double Goal = 5;
    private static readonly int[] Sizes = [50, 500, 1_600, 5_000];

    public static async Task<string> RunAsync(string[] rules, string[] ham)
    {
        // Those of the corpus are fewer than five thousand: some come a second time, as other expressions.
        string[] all = [.. rules, .. rules.Select(rule => rule + "(?=.|$)")];
        ServiceProvider[] services = [.. Sizes.Select(size => RuleSpeed.Scorer(all.Take(size), rawOnly: true))];
        SpamScorer[] scorers = [.. services.Select(one => one.GetRequiredService<SpamScorer>())];
        RuleLoop[] loops = [.. Sizes.Select(size => new RuleLoop(all.Take(size)))];
        var variants = new List<Variant>();
        for (int i = 0; i < Sizes.Length; i++)
        {
            (SpamScorer scorer, RuleLoop loop) = (scorers[i], loops[i]);
            RuleSpeed.CheckSame($"{Sizes[i]} rules", ham, scorer, loop);
            variants.Add(Variant.Of($"{Ours} {i}", n => scorer.ScoreBody(ham[n % ham.Length]), times: RuleSpeed.Times));
            variants.Add(Variant.Of($"{Loop} {i}", n => loop.Count(ham[n % ham.Length])));
        }

        IReadOnlyList<(string Name, double Nanoseconds)> medians = await new Interleaved(
            Title,
            ham.Length,
            cpu: true
        ).MediansAsync([.. variants]);
        foreach (ServiceProvider one in services)
        {
            await one.DisposeAsync();
        }

        var growth = new Growth($"{Title}; processor time", "rules");
        double[] ours = [.. Sizes.Select((_, i) => medians[2 * i].Nanoseconds)];
        for (int i = 0; i < Sizes.Length; i++)
        {
            growth.Add(Sizes[i], (Ours, ours[i]), (Loop, medians[(2 * i) + 1].Nanoseconds));
        }

        double ratio = ours[^1] / ours[1];
        return Markdown.Text(
            $"{growth}\n{Sizes[^1]:N0} rules take {ratio:0.0} times what {Sizes[1]:N0} take; goal: {Goal:0}.\n"
        );
    }
}
