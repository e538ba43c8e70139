using System.Globalization;
using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Before;

/// <summary>
/// A new post asks the old checks and the new host for the same reviews. Named difference: the old services saved the count
/// of the topic alone, so that what they wrote stands in no other counter.
/// </summary>
public sealed class SameReviewTests(BeforeHost hosts) : IClassFixture<BeforeHost>
{
    [Theory]
    [InlineData(5, "Hello from somebody new to all of you.", "newuserpost")]
    [InlineData(8, "Visit now: our casino has a prize and guaranteed income for all!!", "spamdetection")]
    [InlineData(8, "A word from somebody who is known here, and no more than that.", "")]
    public async Task NewPost_AsksForTheSameReviews(int user, string text, string reviews)
    {
        JsonNode before = await hosts.BeforeClient.PostAsync(user, text + " One.");
        JsonNode after = await hosts.AfterClient.PostAsync(user, text + " Other.");

        string Types(JsonNode written) =>
            "SELECT COALESCE(MIN(type), '') FROM review_items WHERE target_kind = 'post' AND target_id = "
            + written["postId"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture);
        (await hosts.After.ScalarAsync<string>(Types(before))).ShouldBe(reviews);
        (await hosts.After.ScalarAsync<string>(Types(after))).ShouldBe(reviews);
    }
}
