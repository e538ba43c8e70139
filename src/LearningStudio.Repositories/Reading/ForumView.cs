namespace LearningStudio.Repositories.Reading;

/// <summary>A forum without its figures.</summary>
/// <param name="Id">The forum's id.</param>
/// <param name="ParentId">The forum that holds it; null at the top.</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Description">What it is about; may be empty.</param>
/// <param name="MinTrustLevel">The trust level that a reader needs to see it; 0 for everybody.</param>
public sealed record ForumView(
    long Id,
    long? ParentId,
    string Name,
    string Slug,
    string Description,
    int MinTrustLevel
);
