using System.Globalization;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Tests.Rules.Loading;

public sealed class ReloadUnderLoadTests : IDisposable
{
    private const int Applies = 8;
    private const int Reloads = 1_000;
    private const int RulesOfASet = 20;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"reload-{Environment.ProcessId}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task EveryVerdict_NamesOneCompleteSet()
    {
        WriteSet(0);
        using var bench = new RuleBench(options => options.RuleFiles.Add(new RuleFile { Path = _path }));
        SpamScorer scorer = bench.Scorer;
        string text = string.Join(' ', Enumerable.Range(0, RulesOfASet).Select(i => $"word{i}x"));
        var sets = new System.Collections.Concurrent.ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var stop = new CancellationTokenSource();
        using var start = new Barrier(Applies + 1);
        Task<int>[] judges =
        [
            .. Enumerable.Range(0, Applies).Select(_ => Task.Run(() => Judge(scorer, text, sets, start, stop.Token))),
        ];

        start.SignalAndWait();
        int taken = 0;
        for (int i = 1; i <= Reloads; i++)
        {
            string before = scorer.RuleSetHash;
            Write(i);
            bench.Change(_ => { });
            taken += scorer.RuleSetHash.Equals(before, StringComparison.Ordinal) ? 0 : 1;
        }

        // The watch of the file may put a change off, and the next one then overwrites it; not the last one.
        string last = scorer.RuleSetHash;
        WriteSet(Reloads + 2);
        SpinWait.SpinUntil(() => Settled(bench, last), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        await stop.CancelAsync();
        (await Task.WhenAll(judges)).ShouldAllBe(count => count > 0);
        taken.ShouldBeInRange(Reloads / 4, Reloads / 2);
        scorer.RuleCount.ShouldBe(RulesOfASet);
    }

    /// <summary>Half of the changes are good; a quarter are no JSON, a quarter end in the middle.</summary>
    private void Write(int number)
    {
        if (number % 2 == 0)
        {
            WriteSet(number);
        }
        else if (number % 4 == 1)
        {
            File.WriteAllText(_path, "not { json");
        }
        else
        {
            string whole = SetOf(number);
            File.WriteAllText(_path, whole[..(whole.Length / 2)]);
        }
    }

    private static bool Settled(RuleBench bench, string last)
    {
        bench.Change(_ => { });
        return !bench.Scorer.RuleSetHash.Equals(last, StringComparison.Ordinal);
    }

    private void WriteSet(int number) => File.WriteAllText(_path, SetOf(number));

    // All rules of a set weigh the same: a mixture of two would show in the weights of a verdict.
    private static string SetOf(int number) =>
        "{"
        + string.Join(
            ',',
            Enumerable
                .Range(0, RulesOfASet)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""  "r{{i}}": { "Pattern": "word{{i}}x", "Note": "{{number}}", "Scopes": ["!s{{number}}"] } """
                    )
                )
        )
        + "}";

    private static int Judge(
        SpamScorer scorer,
        string text,
        System.Collections.Concurrent.ConcurrentDictionary<string, double> sets,
        Barrier start,
        CancellationToken stop
    )
    {
        start.SignalAndWait(CancellationToken.None);
        int count = 0;
        while (!stop.IsCancellationRequested)
        {
            Verdict verdict = scorer.ScoreBody(text);
            verdict.Matches.Count.ShouldBe(RulesOfASet);
            verdict.IsComplete.ShouldBeTrue();
            sets[verdict.RuleSetHash] = verdict.Score;
            count++;
        }

        return count;
    }
}
