using LearningStudio.Caching.Redis.Connection;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class FaultReasonTests
{
    [Theory]
    [InlineData("NOPERM User alice has no permissions to run the 'evalsha' command", "NOPERM (evalsha)")]
    [InlineData("NOPERM this user has no permissions to run the 'cluster|nodes' command", "NOPERM (cluster|nodes)")]
    [InlineData("NOPERM No permissions to access a key", "NOPERM")]
    [InlineData("READONLY You can't write against a read only replica.", "READONLY")]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.", "OOM")]
    [InlineData("MISCONF Redis is configured to save RDB snapshots", "MISCONF")]
    [InlineData("CROSSSLOT Keys in request don't hash to the same slot", "CROSSSLOT")]
    [InlineData("ERR unknown command 'EVAL', with args beginning with: 'secret:key'", "ERR (EVAL)")]
    [InlineData("ERR unknown command `eval`, with args beginning with: `secret:key`", "ERR (eval)")]
    [InlineData("ERR The user executing the script can't run this command or subcommand", "NOPERM (in a script)")]
    [InlineData("secret:key is wrong", "refused")]
    [InlineData("", "refused")]
    [InlineData("NOPERM User a has no permissions to run the 'x y secret' command", "NOPERM")]
    public void ServersWord_IsAllThatIsSaid(string message, string reason) =>
        FaultReason.From(new RedisServerException(RedisErrorKind.Unknown, CommandFlags.None, message)).ShouldBe(reason);

    [Fact]
    public void Timeouts_AreOneReason()
    {
        FaultReason.From(new TimeoutException("GET secret:key")).ShouldBe("timeout");
        FaultReason
            .From(new RedisTimeoutException(CommandFlags.None, "GET secret:key", CommandStatus.Sent))
            .ShouldBe("timeout");
        FaultReason.From(new TaskCanceledException()).ShouldBe("timeout");
    }

    [Theory]
    [InlineData("NOPERM (evalsha)", "NOPERM")]
    [InlineData("lost sequence", "lost sequence")]
    public void MetricsHaveTheCodeAlone(string reason, string code) => FaultReason.GetCode(reason).ShouldBe(code);
}
