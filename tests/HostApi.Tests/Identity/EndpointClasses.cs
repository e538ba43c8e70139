using LearningStudio.HostApi.Tests.Writing;

namespace LearningStudio.HostApi.Tests.Identity;

/// <summary>An endpoint of each class: a read for everybody, a write, moderation and operation.</summary>
internal static class EndpointClasses
{
    private static int _posts;

    public static async Task<int[]> AskAsync(ForumHost host, string? credentials)
    {
        using var client = new ForumClient(host, credentials);
        return
        [
            (await client.SendAsync(HttpMethod.Get, "topics/1")).Status,
            (
                await client.SendAsync(
                    HttpMethod.Post,
                    "topics/1/posts",
                    new { body = $"Post {Interlocked.Increment(ref _posts)} of a caller." }
                )
            ).Status,
            (await client.SendAsync(HttpMethod.Get, "moderation/queue")).Status,
            (await client.SendAsync(HttpMethod.Post, "operations/invalidations", new { key = "x" })).Status,
        ];
    }
}
