using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using LearningStudio.Benchmarks.Cache;
using LearningStudio.Benchmarks.Endpoints;
using LearningStudio.Benchmarks.Moderation;
using LearningStudio.Benchmarks.Report;
using LearningStudio.Benchmarks.Repositories;
using LearningStudio.Benchmarks.Turns;

if (args is [Effort.OnceSwitch, .. string[] rest])
{
    Effort.IsOnce = true;
    args = rest;
}

if (args is ["stampede", var redis, var contender, var key])
{
    await StampedeOfProcesses.TakePartAsync(redis, contender, key);
    return;
}

if (args is ["endpoints", .. string[] stacks])
{
    await EndpointBenchmarks.RunAsync(stacks);
    return;
}

if (args is ["report", var folder])
{
    BenchmarkReport.Write(folder);
    return;
}

if (args is ["cache", .. string[] tables])
{
    await CacheBenchmarks.RunAsync(tables);
    return;
}

if (args is ["repositories", .. string[] parts])
{
    await RepositoryBenchmarks.RunAsync(parts);
    return;
}

if (args is ["moderation", .. string[] sheets])
{
    await ModerationBenchmarks.RunAsync(sheets);
    return;
}

BenchmarkSwitcher
    .FromAssembly(typeof(Program).Assembly)
    .Run(
        args,
        ManualConfig
            .Create(DefaultConfig.Instance)
            .WithArtifactsPath("artifacts/benchmarks")
            .AddDiagnoser(MemoryDiagnoser.Default)
    );
