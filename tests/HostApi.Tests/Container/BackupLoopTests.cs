using LearningStudio.Tests.Servers;

namespace LearningStudio.HostApi.Tests.Container;

/// <summary>The nightly dumps of deploy/backup.sh: when they begin, and what a failure leaves.</summary>
public sealed class BackupLoopTests : IDisposable
{
    private const string Good = "for a in \"$@\"; do case $a in --file=*) echo dump > \"${a#--file=}\";; esac; done";
    private readonly StubbedScript _script = new("backup.sh");
    private readonly DirectoryInfo _dumps = Directory.CreateTempSubdirectory("backup-dumps-");

    private string Slept => _script.PathOf("slept");

    public void Dispose()
    {
        _script.Dispose();
        _dumps.Delete(recursive: true);
    }

    [Fact]
    public async Task ServerAway_LeavesTheOldDumps()
    {
        string old = Put("forum-20200101T020000Z.dump");

        (_, string error) = await RunAsync();

        error.ShouldContain("The dump failed");
        _dumps.GetFiles().Select(file => file.Name).ShouldBe([old]);
    }

    [Theory]
    [InlineData("echo half > \"$(echo \"$2\" | cut -d = -f 2)\"; exit 1")]
    [InlineData("exit 1")]
    public async Task FailedDump_LeavesTheOldDumpsAndNoHalfOne(string program)
    {
        string old = Put("forum-20200101T020000Z.dump");
        _script.Stub("pg_dump", program);

        (_, string error) = await RunAsync();
        (int exitCode, _) = await RunAsync("once");

        error.ShouldContain("The dump failed");
        exitCode.ShouldBe(1);
        _dumps.GetFiles().Select(file => file.Name).ShouldBe([old]);
    }

    [Fact]
    public async Task GoodDump_SweepsOldOnesAndWhatWasNeverCompleted()
    {
        Put("forum-20200101T020000Z.dump");
        Put("forum-20200102T020000Z.dump.partial");
        string other = Put("notes.txt");
        _script.Stub("pg_dump", Good);

        (_, string error) = await RunAsync();

        error.ShouldBeEmpty();
        _dumps.GetFiles().Select(file => file.Name).Except([other]).ShouldHaveSingleItem().ShouldEndWith("Z.dump");
    }

    [Theory]
    [InlineData("2026-11-30T00:30:00Z", 5400)]
    [InlineData("2026-11-30T01:59:59Z", 1)]
    [InlineData("2026-11-30T02:00:00Z", 86400)]
    [InlineData("2026-11-30T02:00:01Z", 86399)]
    [InlineData("2026-11-30T23:00:00Z", 10800)]
    public async Task Night_IsNeverSkipped(string now, int seconds)
    {
        _script.Stub("date", $"exec /bin/date -d {now} \"$@\"");
        _script.Stub("pg_dump", Good);

        await RunAsync();

        (await File.ReadAllLinesAsync(Slept))[0].ShouldBe($"{seconds}");
    }

    private string Put(string name)
    {
        string path = Path.Combine(_dumps.FullName, name);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        return name;
    }

    // One night: the second sleep fails, which ends the script.
    private Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        _script.Stub("sleep", $"echo \"$1\" >> {Slept}; [ $(wc -l < {Slept}) -lt 2 ]");
        return _script.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["BACKUP_FOLDER"] = _dumps.FullName,
                ["PGHOST"] = "127.0.0.1",
                ["PGPORT"] = $"{ServerProcess.FreePort()}",
            },
            arguments
        );
    }
}
