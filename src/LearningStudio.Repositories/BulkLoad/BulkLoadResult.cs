namespace LearningStudio.Repositories.BulkLoad;

/// <summary>How many rows a load added; negative where it replaced a larger source.</summary>
public sealed class BulkLoadResult
{
    /// <summary>Users.</summary>
    public required int Users { get; init; }

    /// <summary>Forums, categories included.</summary>
    public required int Forums { get; init; }

    /// <summary>Topics.</summary>
    public required int Topics { get; init; }

    /// <summary>Opening posts, replies and comments.</summary>
    public required int Posts { get; init; }
}
