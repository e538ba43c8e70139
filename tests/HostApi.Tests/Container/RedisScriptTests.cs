namespace LearningStudio.HostApi.Tests.Container;

/// <summary>deploy/redis.sh gives each server only the commands that it knows.</summary>
public sealed class RedisScriptTests
{
    [Theory]
    [InlineData("6.2.14", false)]
    [InlineData("7.0.15", false)]
    [InlineData("7.2.0", true)]
    [InlineData("7.4.1", true)]
    [InlineData("8.0.2", true)]
    public async Task Account_HasTheCommandsOfTheVersion(string version, bool isKnown)
    {
        using var script = new StubbedScript("redis.sh");
        script.Stub("redis-server", $"echo 'Redis server v={version} sha=00000000:0 malloc=libc bits=64'");
        string made = script.PathOf("made.acl");

        (int exitCode, string error) = await script.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ACL_FILE"] = made,
                ["REDIS_PASSWORD"] = "hunter2",
            }
        );

        exitCode.ShouldBe(0, error);
        string account = await File.ReadAllTextAsync(made);
        account.Contains(" +client|setinfo").ShouldBe(isKnown);
        account.ShouldContain(" +client|setname ");
        account.ShouldNotContain("PASSWORD_HASH");
    }
}
