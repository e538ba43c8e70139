namespace LearningStudio.Caching.Redis.Fills;

/// <summary>Whether the next look into Redis is likely to find nothing under its key.</summary>
/// <remarks>
/// The share of the recent looks that found nothing, the latest weighing a sixteenth (an exponentially weighted moving
/// average). Thread-safe: an update that is lost to another costs nothing but accuracy.
/// </remarks>
internal sealed class MissForecast
{
    private const int Always = 1 << 16;
    private const int Weight = 16;

    // A process that begins has stored nothing yet; a few finds persuade it of the contrary.
    private int _share = Always * 3 / 4;

    public bool IsMissLikely => Volatile.Read(ref _share) > Always / 2;

    public void Record(bool missed)
    {
        int share = Volatile.Read(ref _share);
        Volatile.Write(ref _share, share + (((missed ? Always : 0) - share) / Weight));
    }
}
