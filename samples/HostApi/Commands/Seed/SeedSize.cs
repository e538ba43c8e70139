using System.Globalization;

namespace LearningStudio.HostApi.Commands.Seed;

/// <summary>How large a seeded forum is.</summary>
/// <param name="Posts">Posts, opening posts included.</param>
/// <param name="Topics">Topics.</param>
/// <param name="Users">Users.</param>
/// <param name="Forums">Forums that hold topics; categories come on top.</param>
internal sealed record SeedSize(int Posts, int Topics, int Users, int Forums)
{
    /// <summary>How the names of seeded sources begin; no imported site may have such a name.</summary>
    public const string SourcePrefix = "(seeded:";

    /// <summary>The name under which it is loaded: the same for the same size, and no other.</summary>
    public string Source =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{SourcePrefix} {Posts} posts, {Topics} topics, {Users} users, {Forums} forums)"
        );

    /// <summary>Reads a size from what was given by option; what is left out follows from the number of posts.</summary>
    /// <exception cref="SeedOptionException">An option is missing or out of its bounds.</exception>
    public static SeedSize Of(IReadOnlyDictionary<string, string> given)
    {
        int posts = Read(given, "posts", 50_000_000, null);
        int topics = Read(given, "topics", posts, Math.Max(1, posts / 20));
        return new SeedSize(
            posts,
            topics,
            Read(given, "users", 5_000_000, Math.Clamp(posts / 100, 1, 100_000)),
            Read(given, "forums", 10_000, Math.Min(50, topics))
        );
    }

    private static int Read(IReadOnlyDictionary<string, string> given, string option, int maximum, int? otherwise)
    {
        if (!given.TryGetValue(option, out string? text) && otherwise is { } size)
        {
            return size;
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= 1
            && value <= maximum
            ? value
            : throw new SeedOptionException(option, maximum);
    }
}
