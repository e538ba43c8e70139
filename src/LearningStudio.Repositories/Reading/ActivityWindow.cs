namespace LearningStudio.Repositories.Reading;

/// <summary>Since when activity in a forum counts; both bounds are inclusive.</summary>
public sealed class ActivityWindow
{
    /// <summary>From when posts count as recent.</summary>
    public required DateTimeOffset PostsSince { get; init; }

    /// <summary>From when the authors of posts count as active; not before <see cref="PostsSince"/>.</summary>
    public required DateTimeOffset UsersSince { get; init; }
}
