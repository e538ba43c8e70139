namespace LearningStudio.HostApi.Http;

/// <summary>What the cache did for one request; follows the request's flow. Thread-safe.</summary>
internal sealed class CacheOutcome
{
    private static readonly AsyncLocal<CacheOutcome?> Ambient = new();
    private int _hits;
    private int _misses;
    private int _bypasses;

    public static CacheOutcome? Current => Ambient.Value;

    public static CacheOutcome Begin() => Ambient.Value = new CacheOutcome();

    public void Hit() => Interlocked.Increment(ref _hits);

    public void Miss() => Interlocked.Increment(ref _misses);

    public void Bypass() => Interlocked.Increment(ref _bypasses);

    /// <summary>
    /// <c>bypass</c> where the cache kept nothing or was not asked, <c>miss</c> where something had to be computed and
    /// is kept now, else <c>hit</c>.
    /// </summary>
    public override string ToString() =>
        _bypasses > 0 || _hits + _misses == 0 ? "bypass"
        : _misses > 0 ? "miss"
        : "hit";
}
