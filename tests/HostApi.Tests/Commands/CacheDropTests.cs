using LearningStudio.Caching;
using LearningStudio.HostApi.Tests.Commands.Import;
using LearningStudio.Tests.Servers;

namespace LearningStudio.HostApi.Tests.Commands;

/// <summary>A command ends well only when Redis knows that what hosts have cached is wrong.</summary>
public sealed class CacheDropTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private readonly ForumHost _host = new();
    private readonly LinesFolder _lines = new();
    private readonly StringWriter _output = new();

    public CacheDropTests() => _host.Settings["Redis"] = _redis.Configuration;

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
        int exit = await AdvanceAsync(RunAsync(command));

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
        await _redis.BeginAsync();

        (await AdvanceAsync(run)).ShouldBe(0, _output.ToString());

        (await _host.Get<VersionedCache>().RemoveByPatternAsync("*")).ShouldBe(InvalidationScope.Everywhere);
    }

    private Task<int> RunAsync(string command) =>
        command == "import"
            ? _host.Services.RunAsync(WideConsole.Over(_output), ["import", _lines.Folder])
            : _host.Services.RunAsync(WideConsole.Over(_output), ["seed", "--posts", "10"]);

    private async Task<int> AdvanceAsync(Task<int> run)
    {
        while (!run.IsCompleted)
        {
            _host.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        return await run;
    }
}
