using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;

BenchmarkSwitcher
    .FromAssembly(typeof(Program).Assembly)
    .Run(
        args,
        ManualConfig
            .Create(DefaultConfig.Instance)
            .WithArtifactsPath("artifacts/benchmarks")
            .AddDiagnoser(MemoryDiagnoser.Default)
    );
