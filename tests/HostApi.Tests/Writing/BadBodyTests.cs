using System.Text.Json;

namespace LearningStudio.HostApi.Tests.Writing;

public sealed class BadBodyTests(DemoHost demo) : IClassFixture<DemoHost>
{
    private const string Marker = "hunter2";
    private readonly ForumHost _host = demo.Host;

    [Theory]
    [InlineData("topics", "", 400, "$")]
    [InlineData("topics", "null", 400, "$")]
    [InlineData("topics", "{", 400, "$")]
    [InlineData("topics", "[]", 400, "$")]
    [InlineData("topics", "hunter2", 400, "$")]
    [InlineData("topics", """{"forumId":2,"title":"hunter2"}""", 400, "body")]
    [InlineData("topics", """{"forumId":2,"title":" ","body":"hunter2"}""", 400, "title")]
    [InlineData("topics", """{"title":"hunter2","body":"b"}""", 400, "forumId")]
    [InlineData("topics", """{"forumId":"hunter2","title":"t","body":"b"}""", 400, "forumId")]
    [InlineData("topics", """{"forumId":2,"title":5,"body":"hunter2"}""", 400, "title")]
    [InlineData("topics", """{"forumId":2,"title":"hunter2\u0000","body":"b"}""", 400, "title")]
    [InlineData("topics", """{"forumId":2,"title":"t","body":"hunter2\ud800"}""", 400, "body")]
    [InlineData("topics", """{"forumId":2,"title":"t","body":"hunter2\u0000"}""", 400, "body")]
    [InlineData("topics", """{"forumId":99999,"title":"hunter2","body":"b"}""", 404, "forumId")]
    [InlineData("topics/99999/posts", """{"body":"hunter2"}""", 404, "id")]
    [InlineData("topics/hunter2/posts", """{"body":"b"}""", 400, "id")]
    [InlineData("topics/1/posts", """{"body":""}""", 400, "body")]
    [InlineData("topics/1/posts", """{"body":"hunter2","replyToId":7899}""", 404, "replyToId")]
    [InlineData("topics/1/posts", """{"body":"hunter2","replyToId":1.5}""", 400, "replyToId")]
    [InlineData("topics/50/posts", """{"body":"hunter2"}""", 409, "id")]
    [InlineData("posts/99999/reports", """{"reason":"hunter2"}""", 404, "id")]
    [InlineData("posts/1/reports", """{"reason":"\u0000hunter2"}""", 400, "reason")]
    public async Task Problem_NamesTheFieldStoresNothingAndRepeatsNothing(
        string address,
        string body,
        int expected,
        string field
    )
    {
        using var client = new ForumClient(_host, "Demo demo1");

        (int status, JsonElement json) = await client.SendAsync(HttpMethod.Post, address, body);

        status.ShouldBe(expected);
        json.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
        await AssertNothingIsStoredOrToldAsync(json);
    }

    [Theory]
    [InlineData("title", 1_000_000)]
    [InlineData("title", 201)]
    [InlineData("body", 50_001)]
    public async Task LongText_IsRefusedByName(string field, int length)
    {
        using var client = new ForumClient(_host, "Demo demo1");
        string text = Marker + new string('x', length - Marker.Length);

        (int status, JsonElement json) = await client.SendAsync(
            HttpMethod.Post,
            "topics",
            field == "title"
                ? new
                {
                    forumId = 2,
                    title = text,
                    body = "b",
                }
                : new
                {
                    forumId = 2,
                    title = "t",
                    body = text,
                }
        );

        status.ShouldBe(400);
        json.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
        await AssertNothingIsStoredOrToldAsync(json);
    }

    private async Task AssertNothingIsStoredOrToldAsync(JsonElement json)
    {
        json.GetRawText().ShouldNotContain(Marker);
        _host.Logs.GetSnapshot().ShouldAllBe(record => !$"{record} {record.Exception}".Contains(Marker));
        (
            await _host.ScalarAsync<string>(
                "SELECT (SELECT COUNT(*) FROM topics) || '/' || (SELECT COUNT(*) FROM posts) || '/' || (SELECT COUNT(*) FROM review_items)"
            )
        ).ShouldBe("1000/10000/0");
    }
}
