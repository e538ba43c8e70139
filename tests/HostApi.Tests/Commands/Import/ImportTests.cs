using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Tests.Commands.Import;

public sealed class ImportTests : IAsyncLifetime
{
    private readonly ImportHost _import = new();
    private readonly Dump _dump = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _dump.Dispose();
        await _import.DisposeAsync();
    }

    [Fact]
    public async Task Dump_BecomesAForum()
    {
        (await ImportAsync(_dump.Folder)).ShouldBe(0, _import.Output.ToString());

        var topics = _import.Host.Get<ITopicRepository>();
        TopicDetail? topic = await topics.FindAsync(4);
        (topic!.Title, topic.ForumName, topic.PostCount, topic.ReplyCount, topic.ViewCount).ShouldBe(
            ("First", "b", 3, 1, 9)
        );
        (await topics.FindAsync(6))!.IsLocked.ShouldBeTrue();
        Page<PostView> posts = await _import.Host.Get<IPostRepository>().ListByTopicAsync(4, PageRequest.First);
        posts
            .Items.Select(post => (post.Id, post.ReplyToId, post.Author, post.Score))
            .ShouldBe([
                (4, null, new Author(1, "Ann"), 3),
                (3, null, new Author(2, "Ann"), -2),
                ((1L << 31) + 1, 3, new Author(1, "Ann"), 1),
            ]);
        (await _import.Host.Get<IForumRepository>().GetSiteStatsAsync()).ShouldBeEquivalentTo(
            new SiteStats
            {
                Topics = 2,
                Posts = 4,
                Users = 3,
                LatestMember = new Author(2, "Ann"),
            }
        );
        (await _import.Host.ScalarAsync<string>("SELECT group_concat(slug) FROM forums")).ShouldBe("my-site,my-site/b");
    }

    [Fact]
    public async Task VotesAndHistory_AreReadWhereTheyAre()
    {
        _dump.Write(
            "Votes.xml",
            """<votes><row Id="1" PostId="4" VoteTypeId="2" /><row Id="2" PostId="4" VoteTypeId="3" /><row Id="3" PostId="4" VoteTypeId="5" /></votes>"""
        );
        _dump.Write(
            "PostHistory.xml",
            """<posthistory><row Id="1" PostId="6" PostHistoryTypeId="10" CreationDate="2020-01-07T00:00:00.000" UserId="1" Comment="102" /><row Id="2" PostId="6" PostHistoryTypeId="5" CreationDate="2020-01-07T00:00:00.000" /></posthistory>"""
        );

        await ImportAsync(_dump.Folder);

        (
            await _import.Host.ScalarAsync<string>("SELECT up_votes || '/' || down_votes FROM posts WHERE id = 4")
        ).ShouldBe("1/1");
        (await _import.Host.ScalarAsync<string>("SELECT group_concat(post_id || action) FROM moderation_log")).ShouldBe(
            "6close"
        );
    }

    [Fact]
    public async Task SecondImport_ChangesNothing()
    {
        await ImportAsync(_dump.Folder);
        string before = await FingerprintAsync();

        (await ImportAsync(_dump.Folder + "/")).ShouldBe(0);

        (await FingerprintAsync()).ShouldBe(before);
        _import.Output.ToString().ShouldContain("0 topics, 0 posts, 0 users and 0 forums are new");
    }

    [Fact]
    public async Task OtherSite_KeepsItsOwnIds()
    {
        await ImportAsync(_dump.Folder);

        (await ImportAsync(_dump.Folder, "--site", "other")).ShouldBe(0, _import.Output.ToString());

        (await _import.Host.Get<ITopicRepository>().FindAsync((1L << 32) + 4))!.Title.ShouldBe("First");
        (await _import.Host.ScalarAsync<int>("SELECT COUNT(*) FROM users")).ShouldBe(6);
    }

    [Fact]
    public async Task Demo_GivesWayToTheDump()
    {
        _import.Host.Settings["Demo:Enabled"] = "true";
        (await _import.Host.ScalarAsync<int>("SELECT COUNT(*) FROM topics")).ShouldBe(1000);

        await ImportAsync(_dump.Folder);

        (await _import.Host.ScalarAsync<string>("SELECT group_concat(title) FROM topics")).ShouldBe("First,Second");
    }

    [Fact]
    public async Task DoctypeAndForbiddenCharacters_AreAccepted()
    {
        _dump.Write(
            "Posts.xml",
            Dump.Posts.Replace("<posts>", "<!DOCTYPE posts SYSTEM \"x.dtd\">\n<!-- c -->\n<posts>")
        );
        _dump.Write("Comments.xml", Dump.Comments.Replace("On the answer", "On &#x1;the&#x0; answer"));

        (await ImportAsync(_dump.Folder)).ShouldBe(0, _import.Output.ToString());

        (await _import.Host.ScalarAsync<string>("SELECT body FROM posts WHERE reply_to_id = 3")).ShouldBe(
            "On \u0001the answer"
        );
    }

    [Theory]
    [InlineData(
        "Users.xml",
        "Id=\"1\"",
        "Id=\"one\"",
        "Users.xml, line 4: expected a whole number in the attribute 'Id'"
    )]
    [InlineData("Users.xml", "Id=\"1\"", "", "Users.xml, line 4: expected an attribute 'Id'")]
    [InlineData("Users.xml", "2020-01-02T00", "yesterday", "Users.xml, line 4: expected a time such as")]
    [InlineData("Users.xml", "2020-01-02T00:00:00.000", "12:00", "Users.xml, line 4: expected a time such as")]
    [InlineData("Users.xml", "<users>", "<posts>", "Users.xml, line 2: expected the element <users>")]
    [InlineData("Posts.xml", "Title=\"First\"", "", "Posts.xml, line 4: expected an attribute 'Title'")]
    [InlineData(
        "Posts.xml",
        "Id=\"4\" PostTypeId",
        "Id=\"4294967296\" PostTypeId",
        "Posts.xml, line 4: expected a number of 31 bits in the attribute 'Id'"
    )]
    [InlineData(
        "Posts.xml",
        "ViewCount=\"9\"",
        "ViewCount=\"9999999999\"",
        "Posts.xml, line 4: expected a number of 32 bits"
    )]
    [InlineData("Comments.xml", "</comments>", "", "Comments.xml, line 5: expected well-formed XML")]
    [InlineData("Comments.xml", "<row Id=\"2\"", "<now Id=\"2\"", "Comments.xml, line 4: expected the element <row>")]
    [InlineData("Comments.xml", "Text=\"On the wiki\"", "Text=\"<\"", "Comments.xml, line 4: expected well-formed XML")]
    public async Task MalformedFile_IsNamedAndNothingChanges(string file, string good, string bad, string expected)
    {
        await ImportAsync(_dump.Folder);
        string before = await FingerprintAsync();
        string text = File.ReadAllText(Path.Combine(_dump.Folder, file));
        text.ShouldContain(good);
        _dump.Write(file, text.Replace(good, bad));
        _dump.Write(
            "Users.xml",
            File.ReadAllText(Path.Combine(_dump.Folder, "Users.xml")).Replace("Id=\"2\"", "Id=\"22\"")
        );

        (await ImportAsync(_dump.Folder)).ShouldBe(1);

        _import.Output.ToString().ShouldContain(expected);
        _import.Output.ToString().ShouldContain("Nothing was imported.");
        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task FileThatIsNoXml_IsNamed()
    {
        File.WriteAllBytes(Path.Combine(_dump.Folder, "Users.xml"), [0x4C, 0x6F, 0xA7, 0x94]);

        (await ImportAsync(_dump.Folder)).ShouldBe(1);

        _import.Output.ToString().ShouldContain("Users.xml, line 1: expected");
    }

    [Fact]
    public async Task SettingsOfTheHost_MayFollow() =>
        (await ImportAsync(_dump.Folder, "--Logging:LogLevel:Default=Warning")).ShouldBe(0);

    [Fact]
    public async Task MissingFile_IsNamed()
    {
        _dump.Delete("Comments.xml");

        (await ImportAsync(_dump.Folder)).ShouldBe(1);

        _import.Output.ToString().ShouldContain("Comments.xml: expected this file");
    }

    [Theory]
    [InlineData("import <folder> [options]")]
    [InlineData("'b'", "a", "b")]
    [InlineData("--site: expected 1 to 90 characters", "a", "--site", " ")]
    [InlineData("--site: expected 1 to 90 characters", "a", "--site", "(generated)")]
    [InlineData("--site: expected 1 to 90 characters", "a", "--site", "(seeded: 1 posts, 1 topics, 1 users, 1 forums)")]
    [InlineData(
        "--site: expected 1 to 90 characters",
        "a",
        "--site",
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
    )]
    public async Task WrongArguments_AreNamed(string expected, params string[] arguments)
    {
        (await ImportAsync(arguments)).ShouldBe(2);

        _import.Output.ToString().ShouldContain(expected);
    }

    private Task<int> ImportAsync(params string[] arguments) => _import.ImportAsync(arguments);

    private Task<string> FingerprintAsync() =>
        _import.Host.ScalarAsync<string>(
            """
            SELECT (SELECT group_concat(id || username || display_name || trust_level) FROM users)
              || (SELECT group_concat(id || post_count || reply_count || last_post_id) FROM topics)
              || (SELECT group_concat(id || body || up_votes) FROM posts)
              || (SELECT group_concat(forum_id || topic_count || post_count) FROM forum_stats)
            """
        );
}
