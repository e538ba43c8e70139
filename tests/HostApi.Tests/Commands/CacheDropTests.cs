using LearningStudio.Caching;
using LearningStudio.HostApi.Commands;
using LearningStudio.HostApi.Tests.Commands.Import;
using LearningStudio.Tests.Servers;

namespace LearningStudio.HostApi.Tests.Commands;

/// <summary>A command ends well only when Redis knows that what hosts have cached is wrong.</summary>
public sealed class CacheDropTests : IAsyncLifetime
{
    // A server that is there answers in real time: the half minute must not be over before.
    private static readonly TimeSpan RealStep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SlowStep = RealStep / 2;
    private readonly RedisServer _redis = new();
    private readonly WatchedClock _clock = new(
        new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero),
        CacheDrop.Pause
    );
    private readonly ForumHost _host;
    private readonly LinesFolder _lines = new();
    private readonly StringWriter _output = new();

    public CacheDropTests() =>
        _host = new ForumHost { Clock = _clock, Settings = { ["Redis"] = _redis.Configuration } };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _lines.Dispose();
        await _output.DisposeAsync();
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Theory]
    [InlineData("import")]
    [InlineData("seed")]
    public async Task RedisThatStaysAway_FailsTheCommandAfterHalfAMinute(string command)
    {
        Task<int> run = RunAsync(command);

        await AdvanceAsync(run, TimeSpan.FromMilliseconds(250));

        int exit = await run;

        exit.ShouldBe(1, _output.ToString());
        _output.ToString().ShouldContain("Redis could not be reached: running hosts may show what they have cached");
        (await _host.ScalarAsync<int>("SELECT COUNT(*) FROM topics")).ShouldBePositive("what is loaded stays");
    }

    [Theory]
    [InlineData("import")]
    [InlineData("seed")]
    public async Task RedisThatComesLate_IsWaitedFor(string command)
    {
        Task<int> run = RunAsync(command);
        await AdvanceAsync(Task.WhenAny(run, _clock.Awaited), SlowStep);
        run.IsCompleted.ShouldBeFalse(_output.ToString());

        await _redis.BeginAsync();
        await AdvanceAsync(run, SlowStep);

        (await run).ShouldBe(0, _output.ToString());

        (await _host.Get<VersionedCache>().RemoveByPatternAsync("*")).ShouldBe(InvalidationScope.Everywhere);
    }

    private Task<int> RunAsync(string command) =>
        command == "import"
            ? _host.Services.RunAsync(WideConsole.Over(_output), ["import", _lines.Folder])
            : _host.Services.RunAsync(WideConsole.Over(_output), ["seed", "--posts", "10"]);

    private async Task AdvanceAsync(Task until, TimeSpan step)
    {
        while (!until.IsCompleted)
        {
            _clock.Advance(step);
            await Task.WhenAny(until, Task.Delay(RealStep, TimeProvider.System));
        }
    }
}
