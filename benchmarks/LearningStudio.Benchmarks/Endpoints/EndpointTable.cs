using System.Text;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.HostApi.Tests.Load;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>All endpoints of a stack: the old services and the host beside each other, in two tables.</summary>
internal sealed class EndpointTable(Stack stack)
{
    private const double ColdGoal = 4;
    private const double WarmGoal = 20;
    private const int MaxStatements = 3;

    private readonly StringBuilder _ratios = new();
    private readonly StringBuilder _loads = new();

    public async Task<string> RunAsync()
    {
        await using AppProcess before = await AppProcess.StartAsync("BeforeApi", stack.Before());
        await using AppProcess uncached = await AppProcess.StartAsync("HostApi", stack.After(isCached: false));
        await using AppProcess cached = await AppProcess.StartAsync("HostApi", stack.After(isCached: true));
        _ratios.Line($"### {stack.Name}; {stack.Posts:N0} posts: times as fast as before");
        _ratios.Line($"");
        _ratios.Line($"| endpoint | × uncached (quartiles) | × cold (quartiles) | × warm (quartiles) | statements |");
        _ratios.Line($"|---|---|---|---|---|");
        _loads.Line($"### {stack.Name}; {stack.Posts:N0} posts: under load");
        _loads.Line($"");
        _loads.Line(
            $"| endpoint | wanted, ms | at, a second | requests | before p50 / p99 ms | uncached p50 / p99 ms | warm p50 / p99 ms | most a second |"
        );
        _loads.Line($"|---|---|---:|---:|---:|---:|---:|---|");
        foreach (Endpoint endpoint in Endpoint.All(stack))
        {
            await AddRatiosAsync(endpoint, before, uncached, cached);
            await AddLoadAsync(endpoint, before, uncached, cached);
        }

        return $"{_ratios}\n{_loads}";
    }

    private async Task AddRatiosAsync(Endpoint endpoint, AppProcess before, AppProcess uncached, AppProcess cached)
    {
        using var old = Contender.Of("before", before);
        using var plain = Contender.Of("uncached", uncached);
        using var cold = Contender.Of("cold", cached, CacheState.Empty);
        using var warm = Contender.Of("warm", cached, CacheState.Warm);
        Contender[] contenders = endpoint.IsCached ? [old, plain, cold, warm] : [old, plain];
        IReadOnlyList<Latencies> taken = await EndpointTurns.RunAsync(endpoint, contenders);
        Ratios[] ratios = [.. taken.Select(one => one.FasterThan(taken[0]))];
        string cells = endpoint.IsCached
            ? $"{Goal(ratios[1], null)} | {Goal(ratios[2], ColdGoal)} | {Goal(ratios[3], WarmGoal)}"
            : $"{Goal(ratios[1], endpoint.IsWrite ? null : ColdGoal)} | – | –";
        string statements = string.Join(" → ", taken.Where((_, i) => i is not 1 || !endpoint.IsCached).Select(Count));
        _ratios.Line($"| {endpoint.Name} | {cells} | {statements} |");

        string Count(Latencies one) =>
            one != taken[0] && one.Statements > MaxStatements && !endpoint.IsWrite
                ? Markdown.Text($"{one.Statements} (goal {MaxStatements})")
                : Markdown.Text($"{one.Statements}");
    }

    private async Task AddLoadAsync(Endpoint endpoint, AppProcess before, AppProcess uncached, AppProcess cached)
    {
        AppProcess[] apps = endpoint.IsCached ? [before, uncached, cached] : [before, uncached];
        double[] most = await EndpointLoad.RatesAsync(endpoint, apps);
        double perSecond = EndpointLoad.Common(most.Min());
        LoadReport[] reports = await EndpointLoad.AtRateAsync(endpoint, apps, perSecond);
        string[] times =
        [
            .. reports.Select(one => Markdown.Text($"{one.Milliseconds(0.5):0.0} / {one.Milliseconds(0.99):0.0}")),
        ];
        string all = string.Join(" | ", endpoint.IsCached ? times : [.. times, "–"]);
        string rates = string.Join(" → ", most.Select(rate => Markdown.Text($"{rate:N0}")));
        _loads.Line(
            $"| {endpoint.Name} | {endpoint.Wanted} | {perSecond:0.#} | {reports[0].Samples.Count} | {all} | {rates} |"
        );
    }

    private static string Goal(Ratios ratios, double? goal) =>
        goal is null || ratios.Median >= goal ? $"{ratios}" : Markdown.Text($"{ratios}; goal {goal:0}");
}
