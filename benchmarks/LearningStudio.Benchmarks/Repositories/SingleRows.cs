using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.Repositories.Peers;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>One row: by its id, and by a text.</summary>
internal static class SingleRows
{
    private const int Operations = 10_000;
    private static readonly string[] Names = [.. Enumerable.Range(1, BenchmarkForum.Users).Select(id => $"user{id}")];

    public static async Task<string> RunAsync(BenchmarkForum forum, string database) =>
        await new Interleaved($"A user by id, {database}", Operations, cpu: forum.PostgreSql is null).RunAsync(
            ById(forum)
        )
        + Environment.NewLine
        + await new Interleaved(
            $"An account by its name, {database}",
            Operations,
            cpu: forum.PostgreSql is null
        ).RunAsync(ByName(forum));

    public static Way<UserProfile?>[] ById(BenchmarkForum forum, IPeer? dapper = null)
    {
        dapper ??= DapperPeers.Of(forum);
        IUserRepository users = forum.Members;
        var entities = new EntityPeer(forum);
        return
        [
            new("Dapper", i => dapper.FindUserAsync(Id(i))),
            new("LearningStudio", i => users.FindAsync(Id(i)), Goal: 1.3),
            new("EF Core, compiled", i => entities.FindUserAsync(Id(i))),
        ];
    }

    public static Way<Account?>[] ByName(BenchmarkForum forum, IPeer? dapper = null)
    {
        dapper ??= DapperPeers.Of(forum);
        IUserRepository users = forum.Members;
        var entities = new EntityPeer(forum);
        return
        [
            new("Dapper", i => dapper.FindAccountAsync(Names[i % Names.Length])),
            new("LearningStudio", i => users.FindAccountAsync(Names[i % Names.Length]), Goal: 1.05),
            new("EF Core, compiled", i => entities.FindAccountAsync(Names[i % Names.Length])),
        ];
    }

    private static long Id(int number) => (number % BenchmarkForum.Users) + 1;
}
