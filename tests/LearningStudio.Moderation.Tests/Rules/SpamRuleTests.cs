using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Tests.Rules;

public sealed class SpamRuleTests
{
    [Theory]
    [InlineData(RuleKind.Regex, "c[ao]t", "a Cat, a cot", "Cat")]
    [InlineData(RuleKind.Literal, "c[ao]t", "a c[AO]t, a cat", "c[AO]t")]
    [InlineData(RuleKind.Word, "cat", "concat, CAT.", "CAT")]
    [InlineData(RuleKind.Word, "$$$", "a$$$a $$$!", "$$$")]
    [InlineData(
        RuleKind.Host,
        "example.org, example.net",
        "see https://www.example.net/a?b",
        "https://www.example.net/a?b"
    )]
    [InlineData(RuleKind.Detector, "capitals Share=0.5 MinLength=5", "SHOUTING", "SHOUTING")]
    public void Kind_SaysWhatThePatternIs(RuleKind kind, string pattern, string text, string hit)
    {
        using RuleBench bench = RuleBench.Create(new SpamRule { Kind = kind, Pattern = pattern });

        bench.Hits(text).ShouldBe([hit]);
    }

    [Fact]
    public void Fields_AreWhereItIsLookedFor()
    {
        const string Body = "cat [shop](https://dog.example/cow)";
        using var bench = new RuleBench(options =>
        {
            options.Rules["author"] = new SpamRule { Pattern = "cat", Fields = RuleFields.Author };
            options.Rules["text"] = new SpamRule { Pattern = "shop|cat", Fields = RuleFields.LinkText };
            options.Rules["title"] = new SpamRule { Pattern = "cat", Fields = RuleFields.Title };
            options.Rules["urls"] = new SpamRule { Pattern = "^https.*cow$|cat", Fields = RuleFields.Urls };
        });

        bench.Scorer.ScoreTitle("cat").Matches.Single().RuleId.ShouldBe("title");
        bench.Scorer.ScoreAuthor("cat").Matches.Single().RuleId.ShouldBe("author");
        bench
            .Scorer.ScoreBody(Body)
            .Matches.Select(match => (match.RuleId, match.Field, Body.Substring(match.Offset, match.Length)))
            .ShouldBe([("text", RuleFields.LinkText, "shop"), ("urls", RuleFields.Urls, "https://dog.example/cow")]);
    }

    [Fact]
    public void FoldedView_IsSearchedUnlessTheRuleIsRawOnly()
    {
        const string Disguised = "buy v\u0456\u200bagra, now";
        using var bench = new RuleBench(options =>
        {
            options.Rules["folded"] = new SpamRule { Pattern = "viagra" };
            options.Rules["raw"] = new SpamRule { Pattern = "viagra", RawOnly = true };
        });

        RuleMatch match = bench.Scorer.ScoreBody(Disguised).Matches.Single();

        match.RuleId.ShouldBe("folded");
        Disguised.Substring(match.Offset, match.Length).ShouldBe("v\u0456\u200bagra");
    }

    [Fact]
    public void ShadowRule_IsListedAndAddsNothing()
    {
        using RuleBench bench = RuleBench.Create(new SpamRule { Pattern = "cat", State = RuleState.Shadow });

        Verdict verdict = bench.Scorer.ScoreBody("cat");

        verdict.Score.ShouldBe(0);
        verdict.Parts.ShouldBeEmpty();
        verdict.Matches.Single().ShouldBe(new RuleMatch("rule", RuleFields.Body, 0, 3, 0, IsShadow: true));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void MaxTrust_SparesTheTrusted(int? level, bool hits)
    {
        using RuleBench bench = RuleBench.Create(new SpamRule { Pattern = "cat", MaxTrust = 1 });

        bench.Hits("cat", new RuleContext { TrustLevel = level }).Length.ShouldBe(hits ? 1 : 0);
    }

    [Theory]
    [InlineData("forum:1", "forum:1", true)]
    [InlineData("forum:1", "FORUM:1", true)]
    [InlineData("forum:1", "forum:2", false)]
    [InlineData("forum:1", null, false)]
    [InlineData("!forum:1", "forum:1", false)]
    [InlineData("!forum:1", "forum:2", true)]
    [InlineData("!forum:1", null, true)]
    public void Scopes_SayWhereItIsInForce(string scope, string? where, bool hits)
    {
        using RuleBench bench = RuleBench.Create(new SpamRule { Pattern = "cat", Scopes = { scope } });

        bench.Hits("cat", new RuleContext { Scope = where }).Length.ShouldBe(hits ? 1 : 0);
    }

    [Fact]
    public void ExpiredRule_IsNoLongerInForce()
    {
        using RuleBench bench = RuleBench.Create(
            new SpamRule { Pattern = "cat", Expires = new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero) }
        );
        bench.Hits("cat").Length.ShouldBe(1);

        bench.Time.Advance(TimeSpan.FromHours(1));

        bench.Hits("cat").ShouldBeEmpty();
    }

    [Fact]
    public void Exemptions_SpareTrustedAuthorsAndHosts()
    {
        using var bench = new RuleBench(options =>
        {
            options.Exempt.TrustLevel = 3;
            options.Exempt.Hosts.Add("example.org");
            options.Rules["links"] = new SpamRule { Kind = RuleKind.Detector, Pattern = "link-count Min=2" };
            options.Rules["word"] = new SpamRule { Pattern = "cat" };
        });

        bench.Hits("cat http://a.example.org http://b.example").ShouldBe(["cat"]);
        bench.Hits("cat http://a.example http://b.example").Length.ShouldBe(2);
        bench.Hits("cat http://a.example http://b.example", new RuleContext { TrustLevel = 3 }).ShouldBeEmpty();
    }

    [Fact]
    public void LongText_IsCutAndTheVerdictSaysSo()
    {
        using var bench = new RuleBench(options =>
        {
            options.Limits.TextLength = 1_000;
            options.Rules["rule"] = new SpamRule { Pattern = "cat" };
        });

        Verdict within = bench.Scorer.ScoreBody(new string('x', 997) + "cat");
        Verdict beyond = bench.Scorer.ScoreBody(new string('x', 998) + "cat");

        (within.IsComplete, within.Matches.Count).ShouldBe((true, 1));
        (beyond.IsCut, beyond.IsComplete, beyond.Matches.Count).ShouldBe((true, false, 0));
    }

    // Verdicts without a hit once shared a list that each of them sorted.
    [Fact]
    public void TextsWithoutHits_AreJudgedByManyThreadsAtOnce()
    {
        using RuleBench bench = RuleBench.Create(new SpamRule { Pattern = "cat" });
        SpamScorer scorer = bench.Scorer;

        Should.NotThrow(() => Parallel.For(0, 200_000, _ => scorer.ScoreBody("dog").Matches.ShouldBeEmpty()));
    }
}
