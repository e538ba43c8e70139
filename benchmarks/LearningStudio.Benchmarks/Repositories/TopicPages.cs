using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.Repositories.Peers;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>A page of twenty posts with their authors.</summary>
internal static class TopicPages
{
    private const int Operations = 2000;

    // Few topics, all in memory: the way to the rows is compared, not the disk.
    private const int Topics = 50;

    public static Task<string> RunAsync(BenchmarkForum forum, string database) =>
        new Interleaved(
            $"Twenty posts of a topic with their authors, {database}",
            Operations,
            cpu: forum.PostgreSql is null
        ).RunAsync(Ways(forum));

    public static Way<IReadOnlyList<PostView>>[] Ways(BenchmarkForum forum, IPeer? dapper = null)
    {
        dapper ??= DapperPeers.Of(forum);
        IPostRepository posts = forum.Posts;
        var entities = new EntityPeer(forum);
        var first = PageRequest.First;
        return
        [
            new("Dapper", i => dapper.ReadTopicPageAsync(Topic(i), 1)),
            new("LearningStudio", async i => (await posts.ListByTopicAsync(Topic(i), first)).Items, Goal: 1.1),
            new("EF Core, compiled", i => entities.ReadTopicPageAsync(Topic(i), 1)),
        ];
    }

    private static long Topic(int number) => (number % Topics) + 1;
}
