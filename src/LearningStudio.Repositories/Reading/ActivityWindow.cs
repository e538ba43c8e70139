namespace LearningStudio.Repositories.Reading;

/// <summary>Since when activity in a forum counts; both bounds are inclusive.</summary>
/// <param name="PostsSince">From when posts count as recent.</param>
/// <param name="UsersSince">From when the authors of posts count as active; not before <paramref name="PostsSince"/>.</param>
public sealed record ActivityWindow(DateTimeOffset PostsSince, DateTimeOffset UsersSince);
