using System.Diagnostics;
using System.Text;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>How long it takes until a list of rules is in force.</summary>
internal static class RuleReloads
{
    private static readonly int Rounds = Effort.Rounds(9);

    public static Task<string> RunAsync()
    {
        var corpus = RuleCorpus.Load();
        var table = new StringBuilder();
        table.Line($"### {corpus.Rules.Length:N0} rules, from nothing to the first verdict; goal: 500 ms");
        table.Line($"{Rounds} rounds; the first one compiles the program's own code too.");
        table.AppendLine();
        table.AppendLine("| round | ms | processor, ms |");
        table.AppendLine("|---|---:|---:|");
        for (int round = 1; round <= Rounds; round++)
        {
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long began = Stopwatch.GetTimestamp();
            using ServiceProvider services = RuleSpeed.Scorer(corpus.Rules);
            services.GetRequiredService<SpamScorer>().ScoreBody("hello");
            double elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            processor = Environment.CpuUsage.TotalTime - processor;
            table.Line($"| {round} | {elapsed:N0} | {processor.TotalMilliseconds:N0} |");
        }

        return Task.FromResult(table.ToString());
    }
}
