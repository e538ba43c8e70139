using LearningStudio.HostApi.Tests.Load;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>An endpoint of the forum, before and after.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Address">The n-th request's address, below <c>/api/v1/</c>.</param>
/// <param name="User">Who asks; null for nobody.</param>
/// <param name="IsCached">Whether the answer is kept in the cache.</param>
/// <param name="IsWrite">Whether it posts a text.</param>
/// <param name="Wanted">What it took at the start, in milliseconds, and what was wanted of it.</param>
internal sealed record Endpoint(
    string Name,
    Func<int, string> Address,
    string? User = null,
    bool IsCached = true,
    bool IsWrite = false,
    string Wanted = ""
)
{
    /// <summary>How many pages there are of each kind.</summary>
    public const int Pages = 40;

    private const string Reply = "A reply that nobody has written before";

    /// <summary>The endpoints of a forum of so many topics and forums; forty different pages of each kind.</summary>
    public static Endpoint[] All(Stack stack)
    {
        int Topic(int number) => 1 + (number % Pages * (stack.Topics / Pages));
        return
        [
            new("forum list", _ => "forums", Wanted: "800 → 200"),
            new("topic detail", i => $"topics/{Topic(i)}", Wanted: "600 → 150"),
            new("topic detail, plain", i => $"topics/{Topic(i)}?plain=true"),
            new("forum's topics", i => $"forums/{Stack.ForumId(i % Pages)}/topics"),
            new("user statistics", i => $"users/{1 + (i % Pages)}/stats"),
            new("moderation queue", _ => "moderation/queue", "demo9", IsCached: false, Wanted: "900 → 300"),
            new("moderation analytics", _ => "moderation/analytics", "demo9"),
            new("new post", i => $"topics/{1 + (i % Pages)}/posts", "demo8", IsCached: false, IsWrite: true),
        ];
    }

    /// <summary>The n-th request.</summary>
    public LoadRequest Request(int number) => new(Address(number), IsWrite ? Text() : null, User);

    private static string Text() => $"{Reply}: {Guid.NewGuid()} {Guid.NewGuid()} {Guid.NewGuid()}";
}
