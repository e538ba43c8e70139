using LearningStudio.HostApi.Commands.Export;
using LearningStudio.HostApi.Commands.Import;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Tests.Commands.Export;

public sealed class ExportTests : IAsyncLifetime
{
    private static readonly string[] Files = ["users.jsonl", "forums.jsonl", "topics.jsonl", "posts.jsonl"];
    private readonly ForumHost _host = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-");
    private readonly StringWriter _output = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _output.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task WhatWasExported_IsTheSameAfterAnImport_OnSqlite()
    {
        await ChangeAsync();
        string first = await ExportAsync(_host, "first");
        await using ForumHost other = new();

        await ImportAsync(other, first);

        ShouldBeSame(first, await ExportAsync(other, "second"));
    }

    [Fact]
    public async Task WhatWasExported_IsTheSameAfterAnImport_OnPostgreSql()
    {
        await ChangeAsync();
        string first = await ExportAsync(_host, "first");
        await using ForumHost other = new(Backend.Servers);
        await using ForumHost third = new();

        await ImportAsync(other, first);
        string second = await ExportAsync(other, "second");
        await ImportAsync(third, second);

        ShouldBeSame(first, second);
        ShouldBeSame(first, await ExportAsync(third, "third"));
    }

    [Fact]
    public async Task Export_HoldsWhatAnonymousReadersSee_AndNoAddress()
    {
        await ChangeAsync();

        string folder = await ExportAsync(_host, "export");

        string text = string.Concat(Files.Select(file => File.ReadAllText(Path.Combine(folder, file))));
        text.ShouldNotContain("secret");
        string[] posts = File.ReadAllLines(Path.Combine(folder, "posts.jsonl"));
        string[] lines = [.. posts.Where(line => line.Contains("shown"))];
        lines[0]
            .ShouldEndWith(
                "\"authorName\":\"gone\",\"body\":\"shown \\\"ü\\\"\\n\\uD83D\\uDE00\",\"createdAt\":\"1970-01-01T00:00:00.003Z\",\"editedAt\":\"1970-01-01T00:00:00.004Z\",\"upVotes\":0,\"downVotes\":0}"
            );
        lines[1].ShouldContain("\"replyToId\":20001,");
        lines[2].ShouldNotContain("replyToId");
        posts.Length.ShouldBe(
            await _host.ScalarAsync<int>(
                "SELECT COUNT(*) FROM posts p JOIN topics t ON t.id = p.topic_id WHERE p.body NOT LIKE 'secret%' AND t.title NOT LIKE 'secret%'"
            )
        );
    }

    [Fact]
    public async Task FileThatIsThere_IsNeverOverwritten()
    {
        string folder = _folder.CreateSubdirectory("full").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "topics.jsonl"), "mine");

        int exit = await _host.Services.RunAsync(WideConsole.Over(_output), ["export", folder]);

        exit.ShouldBe(1);
        _output.ToString().ShouldContain("topics.jsonl is there already");
        File.ReadAllText(Path.Combine(folder, "topics.jsonl")).ShouldBe("mine");
        Directory.EnumerateFiles(folder).Count().ShouldBe(1);
    }

    [Fact]
    public async Task ExportThatBreaksOff_LeavesNoFile()
    {
        string folder = Path.Combine(_folder.FullName, "broken");
        await _host.ScalarAsync<int>(
            $"UPDATE posts SET body = replace(hex(zeroblob({JsonLinesFile.MaxLineBytes / 2})), '0', 'x') WHERE id = 9999; SELECT 1"
        );

        int exit = await _host.Services.RunAsync(WideConsole.Over(_output), ["export", folder]);

        exit.ShouldBe(1);
        _output.ToString().ShouldContain("posts.jsonl, line 9999: at most 1048576 bytes");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_KeepsNoWriterOut()
    {
        bool wrote = false;
        var export = new ForumExport(
            _host.Get<Func<ForumDb>>(),
            (file, _) =>
            {
                if (!wrote)
                {
                    wrote = true;
                    _host.ScalarAsync<int>("UPDATE posts SET body = 'late'; SELECT 1").GetAwaiter().GetResult();
                }
            }
        );

        await export.WriteAsync(Path.Combine(_folder.FullName, "while"), CancellationToken.None);

        wrote.ShouldBeTrue();
        File.ReadAllText(Path.Combine(_folder.FullName, "while", "posts.jsonl")).ShouldNotContain("\"late\"");
    }

    [Theory]
    [InlineData()]
    [InlineData("")]
    [InlineData("a", "b")]
    public async Task WrongArguments_AreNamed(params string[] arguments)
    {
        (await _host.Services.RunAsync(WideConsole.Over(_output), ["export", .. arguments])).ShouldBe(2);

        _output.ToString().ShouldContain("export <folder>");
    }

    // Everything that an export leaves out or has to rewrite; what must not be seen in it says so.
    private Task<int> ChangeAsync() =>
        _host.ScalarAsync<int>(
            """
            UPDATE users SET email = 'secret' || id || '@example.com';
            UPDATE users SET is_active = 0, username = 'secret', display_name = 'gone' WHERE id = 7;
            UPDATE topics SET title = 'secret held', is_approved = 0 WHERE id = 11;
            UPDATE topics SET title = 'secret deleted', deleted_at = 1 WHERE id = 12;
            UPDATE forums SET name = 'secret', minimum_trust_level = 3 WHERE id = 2;
            UPDATE topics SET title = 'secret closed' WHERE forum_id = 2;
            UPDATE forums SET parent_id = 2 WHERE id = 3;
            UPDATE posts SET body = 'long' || hex(zeroblob(100000)) WHERE id = 9998;
            UPDATE posts SET body = 'secret held', is_approved = 0 WHERE id % 100 = 5;
            INSERT INTO posts (id, topic_id, forum_id, author_id, reply_to_id, body, created_at, edited_at, deleted_at)
            SELECT made.column1, t.id, t.forum_id, made.column2, made.column3, made.column4, 3, 4, made.column5
            FROM (VALUES (20001, 7, NULL, 'shown "ü"' || char(10) || '😀', NULL), (20002, 1, 20001, 'shown comment', NULL),
              (20003, 1, NULL, 'secret deleted', 5), (20004, NULL, 20003, 'shown orphan', NULL)) AS made
            JOIN topics t ON t.id = (SELECT MAX(id) FROM topics WHERE title NOT LIKE 'secret%');
            SELECT 1
            """
        );

    private async Task<string> ExportAsync(ForumHost host, string name)
    {
        string folder = Path.Combine(_folder.FullName, name);
        (await host.Services.RunAsync(WideConsole.Over(_output), ["export", folder])).ShouldBe(0, _output.ToString());
        return folder;
    }

    private async Task ImportAsync(ForumHost host, string folder) =>
        (await host.Services.RunAsync(WideConsole.Over(_output), ["import", folder])).ShouldBe(0, _output.ToString());

    private static void ShouldBeSame(string one, string other)
    {
        foreach (string file in Files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(one, file));
            bytes.Length.ShouldBeGreaterThan(1000, file);
            bytes.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, file))).ShouldBeTrue(file);
        }
    }
}
