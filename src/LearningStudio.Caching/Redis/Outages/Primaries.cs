using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Redis.Connection;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Outages;

/// <summary>The run ids of the servers that hold the data.</summary>
/// <param name="Control">Of the one that holds the sequences; empty where it may not be asked.</param>
/// <param name="Others">Of each other server of a cluster, with the record of its slots.</param>
internal sealed record Primaries(string Control, IReadOnlyList<(string RunId, string Slots)> Others)
{
    /// <summary>All of them as one text.</summary>
    public string RunIds =>
        string.Join(',', Others.Select(other => other.RunId).Prepend(Control).Order(StringComparer.Ordinal));

    /// <summary>Asks all primaries; null while one of them is no primary any more.</summary>
    /// <exception cref="RedisUnavailableException">One of them failed.</exception>
    public static async Task<Primaries?> FindAsync(
        IReadOnlyList<(IServer Server, string Slots)> servers,
        RedisSession session
    )
    {
        int controlSlot = HashSlot.Compute(session.Keys.Patterns.Sequence);
        string? control = null;
        var others = new List<(string RunId, string Slots)>();
        foreach ((IServer server, string slots) in servers)
        {
            RedisResult answer = await session
                .Commands.BoundedAsync(
                    _ => server.ExecuteAsync("EVAL", RedisScripts.RunId.Text, 0),
                    session.Commands.NewDeadline()
                )
                .ConfigureAwait(false);
            string runId = $"{answer}";
            if (runId is RedisScripts.Replica)
            {
                return null;
            }

            bool isControl = !SlotRanges.TryParse(slots, out SlotRanges? ranges) || ranges.Contains(controlSlot);
            control = isControl ? runId : control;
            others.AddRange(isControl ? [] : [(runId, $"{(char)InvalidationKind.Slots}:{slots}")]);
        }

        // Where one may not be asked, nobody can tell whether another took its place.
        return control is null ? null
            : others.Exists(other => other.RunId.Length == 0) ? new Primaries("", [])
            : new Primaries(control, others);
    }
}
