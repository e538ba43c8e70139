using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Policies;

// Rule: bad options stop the start; a bad change while the cache runs is logged, and what was in force stays so. Without
//   this the monitor would throw at whoever reloads the configuration, and a watched file's change would end unseen.
// Threads: all members may be called at once.
internal sealed class LastGoodOptionsFactory(
    IEnumerable<IConfigureOptions<VersionedCacheOptions>> setups,
    IEnumerable<IPostConfigureOptions<VersionedCacheOptions>> postConfigures,
    IEnumerable<IValidateOptions<VersionedCacheOptions>> validations,
    ILogger<VersionedCache> logger
) : IOptionsFactory<VersionedCacheOptions>
{
    private readonly OptionsFactory<VersionedCacheOptions> _inner = new(setups, postConfigures, validations);
    private readonly ConcurrentDictionary<string, VersionedCacheOptions> _good = new(StringComparer.Ordinal);

    public VersionedCacheOptions Create(string name)
    {
        try
        {
            VersionedCacheOptions options = _inner.Create(name);
            _good[name] = options;
            return options;
        }
        catch (Exception exception)
            when (exception is OptionsValidationException or InvalidOperationException or FormatException
                && _good.ContainsKey(name)
            )
        {
            logger.ConfigurationRejected(exception.Message);
            return _good[name];
        }
    }
}
