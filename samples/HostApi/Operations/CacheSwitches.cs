using LearningStudio.Caching;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Operations;

/// <summary>Switches the cache, or the keys of one of its policies, on and off until the host stops. Thread-safe.</summary>
internal sealed partial class CacheSwitches(
    SwitchSettings settings,
    IOptionsMonitor<VersionedCacheOptions> options,
    ILogger<CacheSwitches> logger
)
{
    public const string All = "all";

    public IReadOnlyList<CacheSwitch> List()
    {
        VersionedCacheOptions current = options.CurrentValue;
        return
        [
            new CacheSwitch(All, "*", current.Enabled),
            .. current
                .Policies.OrderBy(policy => policy.Key, StringComparer.Ordinal)
                .Select(policy => new CacheSwitch(policy.Key, policy.Value.Pattern, policy.Value.Enabled ?? true)),
        ];
    }

    /// <summary>Finds a switch, whatever the case of its name; null where none has it.</summary>
    public CacheSwitch? Find(string name) =>
        List().FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Sets a switch; what is read from then on obeys it.</summary>
    public void Set(CacheSwitch known, bool enabled)
    {
        settings.Set(known.Name is All ? "Caching:Enabled" : $"Caching:Policies:{known.Name}:Enabled", enabled);
        Switched(logger, known.Name, enabled ? "on" : "off");
    }

    [LoggerMessage(1, LogLevel.Information, "The switch {Name} of the cache is turned {State}, until the host stops.")]
    private static partial void Switched(ILogger logger, string name, string state);
}
