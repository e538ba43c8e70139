using System.Text;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Tests.Commands.Import;

public sealed class ImportLinesTests : IAsyncLifetime
{
    private readonly ImportHost _import = new();
    private readonly LinesFolder _lines = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _lines.Dispose();
        await _import.DisposeAsync();
    }

    [Fact]
    public async Task Lines_BecomeAForum()
    {
        (await ImportAsync()).ShouldBe(0, _import.Output.ToString());

        TopicDetail? topic = await _import.Host.Get<ITopicRepository>().FindAsync(4);
        (topic!.Title, topic.ForumName, topic.PostCount, topic.ReplyCount, topic.ViewCount, topic.IsPinned).ShouldBe(
            ("First", "Talk", 3, 1, 9, true)
        );
        Page<PostView> posts = await _import.Host.Get<IPostRepository>().ListByTopicAsync(4, PageRequest.First);
        posts
            .Items.Select(post => (post.Id, post.ReplyToId, post.Author, post.Score))
            .ShouldBe([
                (4, null, new Author(1, "Ann"), 3),
                (5, null, new Author(null, "guest"), -2),
                (6, 5, new Author(1, "Ann"), 0),
            ]);
        (
            await _import.Host.ScalarAsync<string>(
                "SELECT group_concat(username || display_name || trust_level) FROM users"
            )
        ).ShouldBe("annAnn2,benben0");
        (await _import.Host.ScalarAsync<long>("SELECT last_seen_at FROM users WHERE id = 1")).ShouldBe(
            new DateTimeOffset(2020, 2, 1, 8, 0, 0, 500, TimeSpan.Zero).ToUnixTimeMilliseconds()
        );
    }

    [Fact]
    public async Task SecondImport_AddsOnlyWhatIsNew()
    {
        await ImportAsync();
        _lines.Write("posts.jsonl", LinesFolder.Posts.Replace("Opening", "Changed") + "\n" + Post(7, "\"New\""));

        (await ImportAsync()).ShouldBe(0, _import.Output.ToString());

        _import.Output.ToString().ShouldContain("0 topics, 1 posts, 0 users and 0 forums are new");
        (await _import.Host.ScalarAsync<string>("SELECT body FROM posts WHERE id = 4")).ShouldBe("Opening");
    }

    [Fact]
    public async Task MarkBlankLinesAndCarriageReturns_AreAccepted()
    {
        _lines.Write("users.jsonl", "\uFEFF" + LinesFolder.Users.ReplaceLineEndings("\r\n\r\n"));
        _lines.Write("posts.jsonl", Post(7, """ "On\u0000e" """) + "\n\n");

        (await ImportAsync()).ShouldBe(0, _import.Output.ToString());

        (await _import.Host.ScalarAsync<int>("SELECT COUNT(*) FROM users")).ShouldBe(2);
        (await _import.Host.ScalarAsync<string>("SELECT body FROM posts")).ShouldBe("One");
    }

    [Fact]
    public async Task LineOfTheGreatestLength_IsRead()
    {
        string empty = Post(7, "\"\"");
        string text = new('x', (1024 * 1024) - Encoding.UTF8.GetByteCount(empty));
        _lines.Write("posts.jsonl", Post(7, $"\"{text}\"") + "\n" + Post(8, "\"after\""));
        (await ImportAsync()).ShouldBe(0, _import.Output.ToString());

        _lines.Write("posts.jsonl", Post(9, $"\"{text}x\"") + "\n");
        (await ImportAsync()).ShouldBe(1);

        _import.Output.ToString().ShouldContain("posts.jsonl, line 1: expected at most 1048576 bytes on a line");
        (await _import.Host.ScalarAsync<int>("SELECT SUM(length(body)) FROM posts")).ShouldBe(text.Length + 5);
    }

    [Theory]
    [InlineData(
        "users",
        "\"id\":2",
        "\"id\":\"hunter2\"",
        "line 2: expected a whole number from 0, below 4611686018427387904 in the field 'id'"
    )]
    [InlineData(
        "users",
        "\"id\":2,",
        "",
        "line 2: expected a whole number below 4611686018427387904 in the field 'id'"
    )]
    [InlineData("users", "\"id\":2", "\"id\":-1", "line 2: expected a whole number from 0, below")]
    [InlineData("users", "\"id\":2", "\"id\":9223372036854775807", "line 2: expected a whole number from 0, below")]
    [InlineData(
        "users",
        "\"id\":2",
        "\"id\":2,\"hunter2\":1,\"hunter2\":2",
        "line 2: expected one JSON object with each field once"
    )]
    [InlineData("users", "\"ben\"", "\" \"", "line 2: expected text of 1 to 500 characters in the field 'username'")]
    [InlineData("users", "\"ben\"", "[\"hunter2\"]", "line 2: expected text in the field 'username'")]
    [InlineData(
        "users",
        "\"ben\"",
        "\"\\ud800hunter2\"",
        "line 2: expected text of whole Unicode characters in the field 'username'"
    )]
    [InlineData(
        "users",
        "\"trustLevel\":2",
        "\"trustLevel\":5",
        "line 1: expected a whole number from 0 to 4 in the field 'trustLevel'"
    )]
    [InlineData(
        "users",
        "2020-01-02T00:00:00",
        "2020-01-02",
        "line 2: expected a time such as 2011-08-17T20:18:56.507Z in the field 'joinedAt'"
    )]
    [InlineData(
        "forums",
        "\"parent\":\"all\"",
        "\"parent\":\"hunter2\"",
        "line 2: expected the slug of a forum on an earlier line in the field 'parent'"
    )]
    [InlineData(
        "forums",
        "\"position\":3",
        "\"position\":3.5",
        "line 2: expected a whole number from -2147483648 to 2147483647 in the field 'position'"
    )]
    [InlineData(
        "topics",
        "\"talk\"",
        "\"hunter2\"",
        "line 1: expected the slug of a forum of forums.jsonl in the field 'forum'"
    )]
    [InlineData(
        "topics",
        "\"isPinned\":true",
        "\"isPinned\":\"hunter2\"",
        "line 1: expected true or false in the field 'isPinned'"
    )]
    [InlineData(
        "topics",
        "{\"id\":4",
        "[\"hunter2\",{\"id\":4",
        "line 1: expected one JSON object with each field once; it breaks at byte"
    )]
    [InlineData("posts", "\"body\":\"Opening\"", "\"text\":\"hunter2\"", "line 2: expected text in the field 'body'")]
    [InlineData("posts", "\"id\":4,\"topicId\":4", "\"id\":4", "line 2: expected a whole number below")]
    [InlineData("posts", "{\"id\":5,", "42\n{\"id\":5,", "line 3: expected one JSON object")]
    public async Task MalformedLine_IsNamedAndNothingChanges(string file, string good, string bad, string expected)
    {
        string path = Path.Combine(_lines.Folder, file + ".jsonl");
        string text = File.ReadAllText(path);
        text.ShouldContain(good);
        _lines.Write(file + ".jsonl", text.Replace(good, bad));

        (await ImportAsync()).ShouldBe(1);

        _import.Output.ToString().ShouldContain($"{file}.jsonl, {expected}");
        _import.Output.ToString().ShouldContain("Nothing was imported.");
        _import.Output.ToString().ShouldNotContain("hunter2");
        (
            await _import.Host.ScalarAsync<int>("SELECT (SELECT COUNT(*) FROM users) + (SELECT COUNT(*) FROM forums)")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task BytesThatAreNoText_AreNamed()
    {
        File.WriteAllBytes(
            Path.Combine(_lines.Folder, "users.jsonl"),
            [.. "{\"id\":1,\"username\":\""u8, 0xC3, .. "\"}"u8]
        );

        (await ImportAsync()).ShouldBe(1);

        _import.Output.ToString().ShouldContain("users.jsonl, line 1: expected");
    }

    [Fact]
    public async Task IdOfAnotherSource_IsRefused()
    {
        await ImportAsync("--site", "one");
        await ImportAsync("--site", "other");
        _lines.Write("users.jsonl", LinesFolder.Users.Replace("\"id\":2", "\"id\":4294967298"));

        (await ImportAsync("--site", "one")).ShouldBe(1);

        _import
            .Output.ToString()
            .ShouldContain("users.jsonl, line 2: expected a whole number from 0, below 4294967296");
        (await ImportAsync("--site", "other")).ShouldBe(0, _import.Output.ToString());
    }

    [Fact]
    public async Task Folder_HoldsOneKindOfFiles()
    {
        File.Delete(Path.Combine(_lines.Folder, "topics.jsonl"));
        (await ImportAsync()).ShouldBe(1);
        _import.Output.ToString().ShouldContain("topics.jsonl: expected this file");

        _lines.Write("Posts.xml", Dump.Posts);
        (await ImportAsync()).ShouldBe(1);
        _import.Output.ToString().ShouldContain("holds files of a Stack Exchange data dump and JSON lines");

        foreach (string file in Directory.EnumerateFiles(_lines.Folder))
        {
            File.Delete(file);
        }

        (await ImportAsync()).ShouldBe(1);
        _import.Output.ToString().ShouldContain("expected Users.xml, Posts.xml and Comments.xml");
    }

    private static string Post(int id, string body) =>
        $$"""{"id":{{id}},"topicId":4,"body":{{body}},"createdAt":"2020-01-05T00:00:00Z"}""";

    private Task<int> ImportAsync(params string[] options) => _import.ImportAsync([_lines.Folder, .. options]);
}
