using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Before;

/// <summary>
/// The old services and the new host answer the same; where they do not, the difference has a name here. Named difference of
/// the totals and of a user's figures: the old ones counted posts whose topic waits for approval or is deleted; of the users
/// online in a forum: authors of posts that wait; of a topic by the other serializer: the number of its authors' posts, which it
/// read, is in neither answer here.
/// </summary>
public abstract class SameAnswerTests(BeforeHost hosts)
{
    public sealed class OnEmbedded(BeforeHost hosts) : SameAnswerTests(hosts), IClassFixture<BeforeHost>;

    public sealed class OnServers(BeforeHost.OnServers hosts)
        : SameAnswerTests(hosts),
            IClassFixture<BeforeHost.OnServers>;

    private const string InHiddenTopics = """
        SELECT COUNT(*) FROM posts p JOIN topics t ON t.id = p.topic_id
        WHERE p.is_approved AND p.deleted_at IS NULL AND NOT (t.is_approved AND t.deleted_at IS NULL)
        """;

    [Theory]
    [InlineData("forums/2/topics", 3)]
    [InlineData("forums/2/topics?page=2&page_size=5", 3)]
    [InlineData("topics/1?plain=true", 3)]
    [InlineData("topics/7?plain=true&page=2&page_size=3", 3)]
    [InlineData("users/1/stats", 4)]
    public async Task Answer_IsTheSame(string address, int statements)
    {
        (JsonNode before, int count) = await hosts.BeforeAsync(address);

        before.ToJsonString().ShouldBe((await hosts.AfterAsync(address)).ToJsonString());
        count.ShouldBe(statements);
    }

    [Fact]
    public async Task ForumList_IsTheSameInFourStatementsAForum()
    {
        (JsonNode before, int count) = await hosts.BeforeAsync("forums");
        (JsonNode again, int warm) = await hosts.BeforeAsync("forums");

        JsonNode after = await hosts.AfterAsync("forums");
        JsonNode totals = after["totals"]!;
        totals["totalPosts"] =
            totals["totalPosts"]!.GetValue<int>() + await hosts.After.ScalarAsync<int>(InHiddenTopics);
        before.ToJsonString().ShouldBe(after.ToJsonString());
        again.ToJsonString().ShouldBe(after.ToJsonString());
        JsonArray categories = before["categories"]!.AsArray();
        int forums = categories.Sum(category => category!["forums"]!.AsArray().Count);
        count.ShouldBe(1 + categories.Count + (4 * forums) + 3 + 2);
        warm.ShouldBe(count - 2);
    }

    [Fact]
    public async Task TopicOfTheOtherSerializer_IsTheSameInTwoStatementsAPost()
    {
        (JsonNode before, int count) = await hosts.BeforeAsync("topics/7");

        before.ToJsonString().ShouldBe((await hosts.AfterAsync("topics/7")).ToJsonString());
        count.ShouldBe(3 + (2 * before["posts"]!["items"]!.AsArray().Count));
    }
}
