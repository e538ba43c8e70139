using System.Globalization;
using System.Text.Json.Nodes;
using LearningStudio.HostApi.Tests.Load;
using Microsoft.AspNetCore.Http;

namespace LearningStudio.HostApi.Tests.Before;

/// <summary>
/// A new post asks the old checks and the new host for the same reviews. Named differences: the old services saved the count
/// of the topic alone, so that what they wrote stands in no other counter; and they compared a text with all posts of seven
/// days, where the new host by its classic rule compares those of the author or the topic.
/// </summary>
public abstract class SameReviewTests(BeforeHost hosts)
{
    public sealed class OnEmbedded(BeforeHost hosts) : SameReviewTests(hosts), IClassFixture<BeforeHost>;

    public sealed class OnServers(BeforeHost.OnServers hosts)
        : SameReviewTests(hosts),
            IClassFixture<BeforeHost.OnServers>;

    [Theory]
    [InlineData(5, "Hello from somebody new to all of you.", "newuserpost")]
    [InlineData(8, "Visit now: our casino has a prize and guaranteed income for all!!", "spamdetection")]
    [InlineData(8, "A word from somebody who is known here, and no more than that.", "")]
    public async Task NewPost_AsksForTheSameReviews(int user, string text, string reviews)
    {
        (await ReviewsAsync(hosts.BeforeClient, user, text + " One.")).ShouldBe(reviews);
        (await ReviewsAsync(hosts.AfterClient, user, text + " Other.")).ShouldBe(reviews);
    }

    [Fact]
    public async Task NewPost_IsTheLastOfItsTopicAfterSevenStatements()
    {
        using HttpRequestMessage request = new LoadRequest(
            "topics/6/posts",
            "A word more, as long as one has to be in order to be compared.",
            "demo8"
        ).Message();
        using HttpResponseMessage answer = await hosts.BeforeClient.SendAsync(request);
        JsonNode written = await answer.ReadAsync(StatusCodes.Status201Created);

        answer.Headers.GetValues("X-Statement-Count").ShouldBe(["7"]);
        JsonNode posts = (await hosts.AfterAsync("topics/6"))["posts"]!;
        written["position"]!.GetValue<int>().ShouldBe(posts["total"]!.GetValue<int>());
        posts["items"]!
            .AsArray()
            .Select(post => post!["id"]!.GetValue<long>())
            .Max()
            .ShouldBe(written["postId"]!.GetValue<long>());
    }

    [Fact]
    public async Task CopyInItsTopic_IsFoundByBoth()
    {
        const string Text =
            "The same long answer, given by one of us and then by somebody else in the same topic, a second time.";
        (await ReviewsAsync(hosts.BeforeClient, 8, Text + " One.")).ShouldBe("");
        (
            await ReviewsAsync(
                hosts.AfterClient,
                8,
                Text + " Other, which is no copy of it by far, since it has words of its own."
            )
        ).ShouldBe("");

        (await ReviewsAsync(hosts.BeforeClient, 9, Text + " One.")).ShouldBe("editedpost");
        (await ReviewsAsync(hosts.AfterClient, 9, Text + " One.")).ShouldBe("editedpost");
    }

    [Fact]
    public async Task CopyElsewhereBySomebodyElse_IsFoundBeforeAlone()
    {
        const string Text =
            "An answer that somebody gave in one topic, and that somebody else gives again in another one of them.";
        (await ReviewsAsync(hosts.BeforeClient, 8, Text, topic: 4)).ShouldBe("");

        (await ReviewsAsync(hosts.BeforeClient, 9, Text)).ShouldBe("editedpost");
        (await ReviewsAsync(hosts.AfterClient, 13, Text, topic: 5)).ShouldBe("");
    }

    private async Task<string> ReviewsAsync(HttpClient client, int user, string text, int topic = 3)
    {
        JsonNode written = await client.PostAsync(user, text, topic);
        string post = written["postId"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture);
        return await hosts.After.ScalarAsync<string>(
            "SELECT COALESCE(MIN(type), '') || CASE WHEN COUNT(*) > 1 THEN ' and more' ELSE '' END "
                + $"FROM review_items WHERE target_kind = 'post' AND target_id = {post}"
        );
    }
}
