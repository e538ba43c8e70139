using System.Text.Json;
using LearningStudio.HostApi.Tests.Writing;

namespace LearningStudio.HostApi.Tests.Reviews;

public sealed class BadClaimTests : IClassFixture<DemoHost>, IAsyncLifetime
{
    private readonly ForumClient _newcomer;
    private readonly ForumClient _admin;

    public BadClaimTests(DemoHost demo)
    {
        _newcomer = new ForumClient(demo.Host, "Demo demo5");
        _admin = new ForumClient(demo.Host, "Demo demo4");
    }

    public async Task InitializeAsync() => await _newcomer.PostAsync("topics/1/posts", new { body = "Held." });

    public Task DisposeAsync()
    {
        _newcomer.Dispose();
        _admin.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("moderation/queue/1/decision", """{"action":"approve"}""", "fence")]
    [InlineData("moderation/queue/1/decision", """{"fence":0,"action":"approve"}""", "fence")]
    [InlineData("moderation/queue/1/decision", """{"fence":1}""", "action")]
    [InlineData("moderation/queue/1/decision", """{"fence":1,"action":"undo"}""", "action")]
    [InlineData("moderation/queue/1/decision", """{"fence":1,"action":"burn"}""", "action")]
    [InlineData("moderation/queue/1/decision", """{"fence":1,"action":7}""", "action")]
    [InlineData("moderation/queue/1/decision", """{"fence":1,"action":"skip","note":" "}""", "note")]
    [InlineData("moderation/queue/1/renew", "{}", "fence")]
    [InlineData("moderation/claims", """{"count":0}""", "count")]
    [InlineData("moderation/claims", """{"count":21}""", "count")]
    [InlineData("moderation/bulk", """{"action":"reject","type":"editedPost"}""", "key")]
    [InlineData("moderation/bulk", """{"key":"k","action":"skip","type":"editedPost"}""", "action")]
    [InlineData("moderation/bulk", """{"key":"k","action":"reject"}""", "type")]
    [InlineData("moderation/bulk", """{"key":"k","action":"reject","maximumPriority":5}""", "maximumPriority")]
    public async Task BadBody_IsRefusedByName(string address, string body, string field)
    {
        (int status, JsonElement problem) = await _admin.SendAsync(HttpMethod.Post, address, body);

        status.ShouldBe(400);
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }
}
