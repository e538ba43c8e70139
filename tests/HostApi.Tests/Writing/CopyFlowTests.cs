using System.Text.Json;
using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>A post that a moderator rejected, and comes again.</summary>
public sealed class CopyFlowTests : IAsyncLifetime
{
    private const string Text =
        "I have a nephew who sells the very finest carpets, and he ships them to every country.";
    private const string Copy = "I have a nephew who sells the very finest carpets, and he ships them to any country!!";

    private readonly ForumHost _host = new()
    {
        Settings = { ["Demo:Enabled"] = "true", ["Moderation:Duplicates:Enabled"] = "true" },
    };
    private ForumClient _newcomer = null!;
    private ForumClient _member = null!;
    private ForumClient _moderator = null!;

    public Task InitializeAsync()
    {
        _newcomer = new ForumClient(_host, "Demo demo5");
        _member = new ForumClient(_host, "Demo demo1");
        _moderator = new ForumClient(_host, "Demo demo4");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _newcomer.Dispose();
        _member.Dispose();
        _moderator.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("reject", false)]
    [InlineData("approve", true)]
    public async Task CopyOfADecidedPost_IsHeldWhereThatWasRejected(string decision, bool isVisible)
    {
        await _newcomer.PostAsync("topics/1/posts", new { body = Text });
        JsonElement queue = await _moderator.GetAsync("moderation/queue");
        long item = queue.GetProperty("items")[0].GetProperty("item").GetProperty("id").GetInt64();
        await _moderator.PostAsync($"moderation/queue/{item}/{decision}");

        JsonElement written = await _member.PostAsync("topics/1/posts", new { body = Copy });

        written.GetProperty("isVisible").GetBoolean().ShouldBe(isVisible);
        DuplicateReport report = await _host.Get<DuplicateDetector>().FindAsync(Copy);
        report
            .Matches.Select(match => match.Label)
            .ShouldContain(isVisible ? FingerprintLabel.Ham : FingerprintLabel.Spam);
    }
}
