using System.Globalization;

namespace LearningStudio.HostApi.Commands.Seed;

/// <summary>How large a seeded forum is.</summary>
/// <param name="Posts">Posts, opening posts included.</param>
/// <param name="Topics">Topics.</param>
/// <param name="Users">Users.</param>
/// <param name="Forums">Forums that hold topics; categories come on top.</param>
internal sealed record SeedSize(int Posts, int Topics, int Users, int Forums)
{
    public const int MaxPosts = 50_000_000;
    public const int MaxUsers = 5_000_000;
    public const int MaxForums = 10_000;

    /// <summary>How the names of seeded sources begin; no imported site may have such a name.</summary>
    public const string SourcePrefix = "(seeded:";

    /// <summary>The name under which it is loaded: the same for the same size, and no other.</summary>
    public string Source =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{SourcePrefix} {Posts} posts, {Topics} topics, {Users} users, {Forums} forums)"
        );

    /// <summary>Creates a size; what is not given follows from the number of posts.</summary>
    public static SeedSize Create(int posts, int? topics, int? users, int? forums)
    {
        int allTopics = topics ?? Math.Max(1, posts / 20);
        return new SeedSize(
            posts,
            allTopics,
            users ?? Math.Clamp(posts / 100, 1, 100_000),
            forums ?? Math.Min(50, allTopics)
        );
    }
}
