using System.Collections.Concurrent;
using LearningStudio.Caching.Diagnostics;
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
            logger.ConfigurationRejected(Describe(exception));
            return _good[name];
        }
    }

    // A value may be a password that stands in the wrong place: only the validator's own texts and names are repeated.
    private static string Describe(Exception exception)
    {
        if (exception is OptionsValidationException validation)
        {
            return string.Join(' ', validation.Failures);
        }

        string message = exception.Message;
        int path = message.LastIndexOf("at '", StringComparison.Ordinal);
        return path < 0 ? exception.GetType().Name : $"a value that cannot be converted, {message[path..]}";
    }
}
