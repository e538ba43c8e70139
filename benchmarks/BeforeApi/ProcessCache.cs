using System.Collections.Concurrent;

namespace LearningStudio.BeforeApi;

/// <summary>The only cache there was: in the process, for five minutes, dropped by nothing.</summary>
internal sealed class ProcessCache(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, object Value)> _kept = new(
        StringComparer.Ordinal
    );

    public async Task<T> GetAsync<T>(string key, Func<Task<T>> read)
        where T : notnull
    {
        if (_kept.TryGetValue(key, out (DateTimeOffset Until, object Value) kept) && kept.Until > time.GetUtcNow())
        {
            return (T)kept.Value;
        }

        T value = await read();
        _kept[key] = (time.GetUtcNow() + Lifetime, value);
        return value;
    }
}
