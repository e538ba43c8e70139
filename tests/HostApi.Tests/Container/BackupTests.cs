using LearningStudio.Repositories.Counters;
using Microsoft.Data.Sqlite;

namespace LearningStudio.HostApi.Tests.Container;

/// <summary>A forum that was dumped, lost and restored as docs/operations.md says answers as it did.</summary>
public sealed class BackupTests
{
    private static readonly string[] Addresses =
    [
        "forums",
        "forums/1/topics?page_size=100",
        "topics/1?page_size=100",
        "topics/7/posts",
        "users/3/stats",
        "search?q=the",
        "statistics",
    ];

    [Fact]
    public async Task PostgreSql_ComesBackFromTheNightlyDump()
    {
        string dump;
        string[] before;
        await using (ForumDatabase lost = await DeployFolder.CreateDatabaseAsync())
        {
            await DeployFolder.FillAsync(lost);
            await using ForumHost host = DeployFolder.Serve(lost);
            before = await ReadAsync(host);
            dump = await DeployFolder.RunAsync(
                lost,
                DeployFolder.Owner,
                "sh",
                Checkout.PathOf("deploy", "backup.sh"),
                "once"
            );
        }

        await using ForumDatabase restored = await DeployFolder.CreateDatabaseAsync();
        await DeployFolder.RunAsync(
            restored,
            DeployFolder.Owner,
            "pg_restore",
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            $"--dbname={DeployFolder.As(restored, DeployFolder.Owner).Database}",
            dump
        );
        await DeployFolder.MakeRolesAsync(restored);
        File.Delete(dump);

        await using ForumHost again = DeployFolder.Serve(restored);
        (await ReadAsync(again)).ShouldBe(before);
        (await again.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sqlite_ComesBackFromACopy()
    {
        string copy = Path.Combine(Path.GetTempPath(), $"{nameof(BackupTests)}.db");
        File.Delete(copy);
        string[] before;
        await using (ForumHost host = new() { Settings = { ["Demo:Enabled"] = "true" } })
        {
            before = await ReadAsync(host);
            // While it serves, as docs/operations.md says.
            await host.ScalarAsync<int>($"VACUUM INTO '{copy}'");
        }

        await using ForumHost again = new()
        {
            Settings = { ["Repositories:Sqlite"] = $"Data Source={copy};Pooling=false" },
        };
        (await ReadAsync(again)).ShouldBe(before);
        (await again.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        SqliteConnection.ClearAllPools();
    }

    private static async Task<string[]> ReadAsync(ForumHost host)
    {
        using HttpClient client = host.CreateClient();
        var answers = new List<string>();
        foreach (string address in Addresses)
        {
            answers.Add(await client.GetStringAsync(new Uri("/api/v1/" + address, UriKind.Relative)));
        }

        answers.ShouldAllBe(answer => answer.Length > 20);
        return [.. answers];
    }
}
