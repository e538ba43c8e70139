namespace LearningStudio.Caching.Fills;

/// <summary>A run of a factory that several callers may wait for.</summary>
internal abstract class Fill(FillKey key, long stamp, string[] tags)
{
    public FillKey Key { get; } = key;

    /// <summary>The number of the latest invalidation before the factory ran.</summary>
    public long Stamp { get; } = stamp;

    public string[] Tags { get; } = tags;

    /// <summary>Set when its key was removed or set meanwhile: its value reaches its callers and is not stored.</summary>
    public bool IsRefused { get; set; }
}
