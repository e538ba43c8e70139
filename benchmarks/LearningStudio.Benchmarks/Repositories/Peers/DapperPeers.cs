using System.Data.Common;
using LearningStudio.Benchmarks.Data;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>Dapper for each database.</summary>
internal static class DapperPeers
{
    /// <param name="forum">Which forum's database.</param>
    /// <param name="connect">Makes the connections; those of the forum by default.</param>
    public static IPeer Of(BenchmarkForum forum, Func<DbConnection>? connect = null) =>
        forum.PostgreSql is null
            ? new DapperPeer<long>(
                connect ?? forum.CreateConnection,
                "username = @username",
                DateTimeOffset.FromUnixTimeMilliseconds
            )
            : new DapperPeer<DateTime>(
                connect ?? forum.CreateConnection,
                "lower(username) = lower(@username)",
                time => new DateTimeOffset(time)
            );
}
