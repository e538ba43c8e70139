namespace LearningStudio.Repositories.Schema;

/// <summary>A forum or category row. <see cref="ForumTables"/> maps its properties to columns.</summary>
public sealed class ForumRow
{
    /// <summary>The forum's id.</summary>
    public long Id { get; internal init; }

    /// <summary>The forum that holds it; null at the top.</summary>
    public long? ParentId { get; internal init; }

    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Its name in addresses.</summary>
    public string Slug { get; internal init; } = "";

    /// <summary>What it is about; may be empty.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The trust level that a reader needs to see it; 0 for everybody.</summary>
    public int MinTrustLevel { get; internal init; }

    /// <summary>Orders siblings.</summary>
    public int Position { get; internal init; }
}
