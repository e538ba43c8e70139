namespace LearningStudio.Caching.Redis.Fills;

/// <summary>A lease that this process placed.</summary>
internal sealed record Lease(string Key, ReadOnlyMemory<byte> Head, long PlacedAt, TimeSpan RenewFor)
{
    public long RenewedAt { get; set; } = PlacedAt;

    /// <summary>Whether there is nothing to store under it any more.</summary>
    public bool IsGivenBack { get; set; }
}
