using System.Net;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>Who among the servers of a connection holds the data, as far as the client knows.</summary>
internal static class ServerRoles
{
    public static IServer[] FindPrimaries(IConnectionMultiplexer connection) =>
        [.. connection.GetServers().Where(server => !server.IsReplica && server.ServerType is not ServerType.Sentinel)];

    /// <summary>
    /// Who holds which slots, as the cluster itself said when the client looked last: the client goes on counting a server
    /// that died as a primary. One view for all of them: each server's own may be of another moment.
    /// </summary>
    public static (IServer Server, string Slots)[] FindShards(IConnectionMultiplexer connection) =>
        connection
            .GetServers()
            .Where(server => server.IsConnected)
            .Select(server => server.ClusterConfiguration)
            .FirstOrDefault(cluster => cluster is not null)
            is { } known
            ?
            [
                .. known
                    .Nodes.Where(node => !node.IsReplica && node.Slots.Count > 0 && node.EndPoint is not null)
                    .Select(node =>
                        (
                            connection.GetServer(node.EndPoint!),
                            string.Join(',', node.Slots.Select(range => $"{range.From}-{range.To}"))
                        )
                    ),
            ]
            : [];

    /// <summary>The primaries as one text, to tell them from others.</summary>
    public static string DescribePrimaries(IConnectionMultiplexer connection) =>
        string.Join(
            ',',
            FindPrimaries(connection).Select(server => $"{server.EndPoint}").Order(StringComparer.Ordinal)
        );

    /// <summary>Whether a server is known to be a replica: only such a one may come and go.</summary>
    public static bool IsReplica(IConnectionMultiplexer? connection, EndPoint? endPoint)
    {
        try
        {
            return endPoint is not null && connection?.GetServer(endPoint).IsReplica == true;
        }
        catch (Exception exception) when (exception is ArgumentException or RedisException or ObjectDisposedException)
        {
            return false;
        }
    }
}
