using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using BitFaster.Caching.Lru;
using Dapper;
using LearningStudio.Benchmarks.Cache;
using LearningStudio.Benchmarks.Endpoints;
using LearningStudio.Benchmarks.Moderation;
using LearningStudio.Benchmarks.Report;
using LearningStudio.Benchmarks.Repositories;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Tests.Servers;
using LinqToDB.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

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
    await Console.Out.WriteLineAsync(
        RunHeader.Of(BenchmarkReport.Endpoints, args, [], ["redis-server", PostgreSqlServer.Program])
    );
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
    await Console.Out.WriteLineAsync(
        RunHeader.Of(
            BenchmarkReport.Cache,
            args,
            [
                typeof(HybridCacheServiceExtensions),
                typeof(FusionCache),
                typeof(ConnectionMultiplexer),
                typeof(ConcurrentLru<,>),
            ],
            ["redis-server"]
        )
    );
    await CacheBenchmarks.RunAsync(tables);
    return;
}

if (args is ["repositories", .. string[] parts])
{
    await Console.Out.WriteLineAsync(
        RunHeader.Of(
            BenchmarkReport.Repositories,
            args,
            [typeof(SqlMapper), typeof(DbContext), typeof(DataConnection), typeof(NpgsqlConnection)],
            [PostgreSqlServer.Program]
        )
    );
    await RepositoryBenchmarks.RunAsync(parts);
    return;
}

if (args is ["moderation", .. string[] sheets])
{
    await Console.Out.WriteLineAsync(RunHeader.Of(BenchmarkReport.Moderation, args, [], [PostgreSqlServer.Program]));
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
