namespace LearningStudio.Repositories.Reading;

/// <summary>Totals of the whole forum.</summary>
public sealed class SiteStats
{
    /// <summary>Visible topics.</summary>
    public required int Topics { get; init; }

    /// <summary>Visible posts, opening posts and comments included.</summary>
    public required int Posts { get; init; }

    /// <summary>Active users.</summary>
    public required int Users { get; init; }

    /// <summary>The active user who joined last; null without users.</summary>
    public Author? LatestMember { get; init; }
}
