using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Moderation.Tests.Scoring;

public sealed class ClassicProfileTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLearningStudioModeration()
        .BuildServiceProvider();

    private SpamScorer Scorer => _services.GetRequiredService<SpamScorer>();

    public void Dispose() => _services.Dispose();

    // Reference/classic_scores.py made the table: the old rules, run by Python.
    [Fact]
    public void FortyTexts_ScoreAsInTheOldSystem()
    {
        Row[] rows = JsonSerializer.Deserialize<Row[]>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "classic-scores.json")),
            JsonSerializerOptions.Web
        )!;

        rows.Length.ShouldBe(40);
        foreach (Row row in rows)
        {
            Scorer.ScoreBody(row.Text).Score.ShouldBe(row.Body, row.Text);
            Scorer.ScoreTitle(row.Text).Score.ShouldBe(row.Title, row.Text);
        }
    }

    [Theory]
    [InlineData("CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x")]
    [InlineData("Make money, act now: a prize at no cost, weight loss, cheap pills! http://bit.ly/x.tk 1.2.3.4")]
    [InlineData("CASINO!!!")]
    [InlineData("nothing of the kind")]
    public void Parts_AddUpToTheScore(string text)
    {
        foreach (Verdict verdict in new[] { Scorer.ScoreBody(text), Scorer.ScoreTitle(text) })
        {
            verdict.Parts.Sum(part => part.Amount).ShouldBe(verdict.Score, 1e-12);
            double hits = verdict.Parts.Where(part => part.Signal is "spam" or "links").Sum(part => part.Amount);
            verdict.Matches.Sum(match => match.Weight).ShouldBe(hits, 1e-12);
        }
    }

    [Fact]
    public void Verdict_NamesRuleOffsetAndWeight()
    {
        const string Text = "\U0001f3b0 CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x";

        Verdict verdict = Scorer.ScoreBody(Text);

        verdict.Score.ShouldBe(1);
        verdict.IsComplete.ShouldBeTrue();
        verdict
            .Matches.Select(match => (match.RuleId, Text.Substring(match.Offset, match.Length)))
            .ShouldBe([
                ("spam-free-offer", "FREE DOWNLOAD"),
                ("spam-urgency", "CLICK HERE"),
                ("link-shortener", "bit.ly"),
            ]);
        verdict.Matches[0].Weight.ShouldBe(0.5);
        verdict.Matches[1].Weight.ShouldBe(0.2, 1e-12);
        verdict.Matches[2].Weight.ShouldBe(0.35, 1e-12);
    }

    [Fact]
    public void LoneSurrogatesAndNul_AreScored() => Scorer.ScoreBody("\ud800\0casino\udc00").Score.ShouldBe(0.5);

    private sealed record Row(string Text, double Body, double Title);
}
