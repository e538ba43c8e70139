namespace LearningStudio.HostApi.Http;

/// <summary>What the cache did for one request; follows the request's flow. Thread-safe.</summary>
internal sealed class CacheOutcome
{
    private static readonly AsyncLocal<CacheOutcome?> Ambient = new();
    private int _reads;
    private int _hits;
    private int _misses;

    public static CacheOutcome? Current => Ambient.Value;

    public static CacheOutcome Begin() => Ambient.Value = new CacheOutcome();

    /// <summary>Something is asked of the cache.</summary>
    public void Read() => Interlocked.Increment(ref _reads);

    public void Hit() => Interlocked.Increment(ref _hits);

    public void Miss() => Interlocked.Increment(ref _misses);

    /// <summary>
    /// <c>bypass</c> where the cache was not asked, or was switched off and passed a read on; <c>miss</c> where something
    /// had to be computed and is kept now; else <c>hit</c>.
    /// </summary>
    public override string ToString() =>
        _reads == 0 || _hits + _misses < _reads ? "bypass"
        : _misses > 0 ? "miss"
        : "hit";
}
