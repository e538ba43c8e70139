using System.Text;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>All endpoints of a stack: the old services and the host beside each other, cold and warm.</summary>
internal static class EndpointTable
{
    private const double ColdGoal = 4;
    private const double WarmGoal = 20;

    public static async Task<string> RunAsync(Stack stack)
    {
        await using AppProcess beforeCold = await AppProcess.StartAsync("BeforeApi", stack.Before(isWarm: false));
        await using AppProcess beforeWarm = await AppProcess.StartAsync("BeforeApi", stack.Before(isWarm: true));
        await using AppProcess afterCold = await AppProcess.StartAsync("HostApi", stack.After(isWarm: false));
        await using AppProcess afterWarm = await AppProcess.StartAsync("HostApi", stack.After(isWarm: true));
        var table = new StringBuilder();
        table.Line($"### {stack.Name}; {stack.Posts:N0} posts");
        table.Line($"");
        table.Line(
            $"| endpoint | old plan, ms | before p50 / p99 ms | cold p50 / p99 ms | cold × before | warm p50 / p99 ms | warm × before | statements | requests/s |"
        );
        table.Line($"|---|---|---:|---:|---:|---:|---:|---|---|");
        foreach (Endpoint endpoint in Endpoint.All(stack))
        {
            using var old = Contender.Of("before, cold", beforeCold, Connections);
            using var cold = Contender.Of("cold", afterCold, Connections);
            IReadOnlyList<Latencies> colds = await EndpointTurns.RunAsync(endpoint, [old, cold]);
            IReadOnlyList<Latencies>? warms = null;
            if (endpoint.IsCached)
            {
                using var kept = Contender.Of("before, warm", beforeWarm, Connections);
                using var warm = Contender.Of("warm", afterWarm, Connections);
                warms = await EndpointTurns.RunAsync(endpoint, [kept, warm]);
            }

            table.Line($"{Row(endpoint, colds, warms)}");
        }

        return table.ToString();
    }

    private const int Connections = 8;

    private static string Row(Endpoint endpoint, IReadOnlyList<Latencies> colds, IReadOnlyList<Latencies>? warms)
    {
        (Latencies before, Latencies cold) = (colds[0], colds[1]);
        string coldRatio = Ratio(cold.FasterThan(before), endpoint, ColdGoal);
        string warmTimes = warms is null ? "–" : Times(warms[1]);
        string warmRatio = warms is null ? "–" : Ratio(warms[1].FasterThan(warms[0]), endpoint, WarmGoal);
        string statements = Markdown.Text($"{before.Statements} → {cold.Statements}");
        string rates = Markdown.Text($"{before.PerSecond:N0} → {cold.PerSecond:N0}");
        if (warms is not null)
        {
            statements += Markdown.Text($"; {warms[0].Statements} → {warms[1].Statements}");
            rates += Markdown.Text($"; {warms[0].PerSecond:N0} → {warms[1].PerSecond:N0}");
        }

        return $"| {endpoint.Name} | {endpoint.OldGoal} | {Times(before)} | {Times(cold)} | {coldRatio} | {warmTimes} | {warmRatio} | {statements} | {rates} |";
    }

    private static string Times(Latencies latencies) =>
        Markdown.Text($"{latencies.At(0.5):0.00} / {latencies.At(0.99):0.00}");

    // The goals are those of the endpoints in the old plan.
    private static string Ratio(double ratio, Endpoint endpoint, double goal) =>
        Markdown.Text($"{ratio:0.0}")
        + (endpoint.OldGoal.Length == 0 || ratio >= goal ? "" : Markdown.Text($" (goal {goal:0})"));
}
