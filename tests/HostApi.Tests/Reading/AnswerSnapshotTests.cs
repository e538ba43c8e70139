using System.Runtime.CompilerServices;
using System.Text.Json;
using Snapshooter;
using Snapshooter.Xunit;

namespace LearningStudio.HostApi.Tests.Reading;

/// <summary>The public answers and the OpenAPI document, over the demo forum, as they were reviewed.</summary>
public abstract class AnswerSnapshotTests(DemoHost demo)
{
    public sealed class OnEmbedded(DemoHost demo) : AnswerSnapshotTests(demo), IClassFixture<DemoHost>;

    public sealed class OnServers(DemoHost.OnServers demo)
        : AnswerSnapshotTests(demo),
            IClassFixture<DemoHost.OnServers>;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [InlineData("/api/v1/forums", "forums")]
    [InlineData("/api/v1/forums/2", "forum")]
    [InlineData("/api/v1/forums/2/topics?page=2&page_size=3", "forum-topics")]
    [InlineData("/api/v1/topics/1?page_size=2", "topic")]
    [InlineData("/api/v1/users/1/stats", "user-stats")]
    [InlineData("/api/v1/search?q=firewall&page_size=3", "search")]
    [InlineData("/api/v1/statistics", "statistics")]
    [InlineData("/api/v1/statistics/activity?days=7", "activity")]
    [InlineData("/openapi/v1.json", "openapi")]
    public async Task Answer_IsAsReviewed(string address, string name)
    {
        string body = await demo.Client.GetStringAsync(new Uri(address, UriKind.Relative));

        Snapshot.Match(JsonSerializer.Serialize(JsonDocument.Parse(body), Indented), Reviewed(name));
    }

    [Fact]
    public async Task BrowsablePage_IsServedAtTheRoot()
    {
        string page = await demo.Client.GetStringAsync(new Uri("/", UriKind.Relative));

        page.ShouldContain("Forum API");
        page.ShouldNotContain("https://cdn", Case.Insensitive);
    }

    // Named here: found by walking the stack, it is missed when a frame has no file.
    private static SnapshotFullName Reviewed(string name, [CallerFilePath] string path = "") =>
        new($"{nameof(AnswerSnapshotTests)}.{nameof(Answer_IsAsReviewed)}_{name}.snap", Path.GetDirectoryName(path)!);
}
