using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Tests.Rules.Loading;

public sealed class RuleFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_IsOnePatternALineWithOptions()
    {
        string path = Write(
            "words.txt",
            """
            # a comment

            cat
            #! Weight = 2.5
            #! State=Shadow
            #! Template=^{0}$
            dog
            """
        );
        using RuleBench bench = Bench(
            new RuleFile
            {
                Path = path,
                Template = @"\b(?:{0})\b",
                Category = "Pets",
            }
        );

        Verdict verdict = bench.Scorer.ScoreBody("a cat");
        bench.Scorer.RejectedRules.ShouldBeEmpty();
        bench.Hits("concat dog").ShouldBeEmpty();
        verdict.Score.ShouldBe(1);
        verdict.Matches.Single().RuleId.ShouldStartWith("words-");
        bench.Scorer.ScoreBody("dog").Matches.Single().IsShadow.ShouldBeTrue();
    }

    [Fact]
    public void BadLines_AreLeftOutAndNamedByFileAndLine()
    {
        string path = Write("words.txt", "cat\n(\n#! Weight=heavy\ndog\ndog\n");
        using RuleBench bench = Bench(new RuleFile { Path = path });

        bench.Hits("cat dog").Length.ShouldBe(2);
        bench
            .Scorer.RejectedRules.Select(rule => rule.Source)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["words.txt:2", "words.txt:3", "words.txt:5"]);
    }

    [Fact]
    public void Json_IsRulesById()
    {
        string path = Write(
            "rules.json",
            """
            {
              "cat": { "Pattern": "cat", "Weight": 2, "Fields": "Title, Body", "Scopes": ["forum:1"], "Examples": { "Match": ["cat"] } },
              "odd": { "Pattern": "odd", "Colour": "red" },
              "none": null,
            }
            """
        );
        using RuleBench bench = Bench(new RuleFile { Path = path });

        bench.Scorer.ScoreBody("cat", new RuleContext { Scope = "forum:1" }).Score.ShouldBe(2);
        bench.Scorer.RejectedRules.Select(rule => rule.Id).ShouldBe(["odd", "none"], ignoreOrder: true);
    }

    [Fact]
    public void ChangedFile_IsTakenOver()
    {
        string path = Write("words.txt", "cat\n");
        using RuleBench bench = Bench(new RuleFile { Path = path });
        bench.Hits("cat dog").ShouldBe(["cat"]);

        File.WriteAllText(path, "dog\n");

        Eventually(bench, () => bench.Hits("cat dog") is ["dog"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"r0\": { \"Pattern\": \"wo")]
    [InlineData("[]")]
    [InlineData("{ \"r0\": { \"Pattern\": \"word0x\" } }")]
    public void HalfWrittenFile_LeavesTheLastGoodRules(string content)
    {
        string rules = string.Join(
            ',',
            Enumerable.Range(0, 12).Select(i => $$"""  "r{{i}}": { "Pattern": "word{{i}}x" } """)
        );
        string path = Write("rules.json", $"{{{rules}}}");
        using RuleBench bench = Bench(new RuleFile { Path = path });
        string hash = bench.Scorer.RuleSetHash;

        File.WriteAllText(path, content);
        bench.Change(_ => { });

        bench.Scorer.RuleSetHash.ShouldBe(hash);
        bench.Hits("word11x").ShouldBe(["word11x"]);
    }

    [Fact]
    public void DropOfMostRules_IsTakenWhereItIsAllowed()
    {
        string path = Write("words.txt", string.Join('\n', Enumerable.Range(0, 12).Select(i => $"word{i}x")));
        using RuleBench bench = Bench(new RuleFile { Path = path });
        bench.Scorer.RuleCount.ShouldBe(12);

        File.WriteAllText(path, "word0x\n");
        bench.Change(_ => { });
        bench.Scorer.RuleCount.ShouldBe(12);
        bench.Change(options => options.Limits.MayDropRules = true);

        bench.Scorer.RuleCount.ShouldBe(1);
    }

    [Fact]
    public void FileThatIsNoText_StopsTheStartWithItsNameOnly()
    {
        string path = Path.Combine(_folder, "words.txt");
        File.WriteAllBytes(path, [0x63, 0x80, 0x81, 0x0a]);
        using RuleBench bench = Bench(new RuleFile { Path = path });

        string message = Should.Throw<OptionsValidationException>(() => bench.Scorer).Message;

        message.ShouldContain("words.txt is not UTF-8");
        message.ShouldNotContain(_folder);
    }

    private static RuleBench Bench(RuleFile file) =>
        new(options =>
        {
            options.Profile = ScoreProfile.Additive;
            options.RuleFiles.Add(file);
        });

    private static void Eventually(RuleBench bench, Func<bool> condition)
    {
        // The operating system says when a file has changed.
        bool isMet = SpinWait.SpinUntil(
            () =>
            {
                bench.Settle();
                return condition();
            },
            TimeSpan.FromSeconds(30)
        );
        isMet.ShouldBeTrue();
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
