using System.Globalization;

namespace LearningStudio.Caching.Redis.Housekeeping;

/// <summary>What the servers that hold the data say of themselves, added up.</summary>
/// <param name="UsedMemory">Bytes in use.</param>
/// <param name="MaxMemory">The bound on them; 0 where there is none.</param>
/// <param name="EvictionPolicy">What is done at the bound.</param>
/// <param name="EvictedKeys">How many keys left at the bound, since the servers began.</param>
/// <param name="Clients">How many connections there are.</param>
internal sealed record ServerStats(
    long UsedMemory,
    long MaxMemory,
    string EvictionPolicy,
    long EvictedKeys,
    long Clients
)
{
    public static ServerStats None { get; } = new(0, 0, "", 0, 0);

    /// <summary>Adds what one server's INFO says.</summary>
    public ServerStats Plus(string info)
    {
        var lines = info.Split('\n')
            .Select(line => line.Trim().Split(':', 2))
            .Where(parts => parts.Length == 2)
            .DistinctBy(parts => parts[0], StringComparer.Ordinal)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        long Number(string name) =>
            long.TryParse(
                lines.GetValueOrDefault(name),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out long number
            )
                ? number
                : 0;
        return new ServerStats(
            UsedMemory + Number("used_memory"),
            MaxMemory + Number("maxmemory"),
            lines.GetValueOrDefault("maxmemory_policy", EvictionPolicy),
            EvictedKeys + Number("evicted_keys"),
            Clients + Number("connected_clients")
        );
    }
}
