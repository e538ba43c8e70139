using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>The run ids of the servers that hold the data.</summary>
/// <param name="Control">Of the one that holds the sequences; empty where it may not be asked.</param>
/// <param name="Others">Of each other server of a cluster, with the record of its slots; empty where it has none.</param>
internal sealed record Primaries(string Control, IReadOnlyList<(string RunId, string Slots)> Others)
{
    /// <summary>All of them as one text.</summary>
    public string RunIds =>
        string.Join(',', Others.Select(other => other.RunId).Prepend(Control).Order(StringComparer.Ordinal));

    /// <summary>Asks all primaries; null while one of them is no primary any more.</summary>
    /// <exception cref="RedisUnavailableException">One of them failed.</exception>
    public static async Task<Primaries?> FindAsync(IReadOnlyList<IServer> servers, RedisNode node)
    {
        int controlSlot = node.Link.IsCluster ? node.Link.SlotOf(node.Keys.Patterns.Sequence) : 0;
        string control = "";
        var others = new List<(string RunId, string Slots)>();
        foreach (IServer server in servers)
        {
            RedisResult answer = await node
                .Commands.BoundedAsync(
                    _ => server.ExecuteAsync("EVAL", RedisScripts.RunId, 0),
                    node.Commands.NewDeadline()
                )
                .ConfigureAwait(false);
            string runId = $"{answer}";
            if (runId is RedisScripts.Replica)
            {
                return null;
            }

            ClusterNode? place = node.Link.IsCluster ? server.ClusterConfiguration?[server.EndPoint] : null;
            if (
                servers.Count == 1
                || place?.Slots.Any(range => range.From <= controlSlot && controlSlot <= range.To) == true
            )
            {
                control = runId;
            }
            else
            {
                others.Add((runId, SlotsOf(place)));
            }
        }

        // Where one may not be asked, nobody can tell whether another took its place.
        return others.Exists(other => other.RunId.Length == 0) ? new Primaries("", []) : new Primaries(control, others);
    }

    private static string SlotsOf(ClusterNode? place) =>
        place?.Slots is { Count: > 0 } slots
            ? $"s:{string.Join(',', slots.Select(range => $"{range.From}-{range.To}"))}"
            : "";
}
