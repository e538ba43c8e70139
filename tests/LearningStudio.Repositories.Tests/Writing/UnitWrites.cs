using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Writing;

/// <summary>Several writes of one unit on the sample forum.</summary>
public static class UnitWrites
{
    public static IReadOnlyDictionary<string, Func<IForumSession, CancellationToken, Task>> All { get; } =
        new Dictionary<string, Func<IForumSession, CancellationToken, Task>>(StringComparer.Ordinal)
        {
            ["a post"] = (s, ct) => Add(s, 1, 5000, ct),
            ["a post before the last one"] = (s, ct) => Add(s, 1, 10, ct),
            ["a post of the last one's moment"] = (s, ct) => Add(s, 1, 303, ct),
            ["a post just before the last one's moment"] = (s, ct) => Add(s, 1, 302, ct),
            ["the later one first"] = async (s, ct) =>
            {
                await Add(s, 1, 701, ct);
                await Add(s, 2, 700, ct);
            },
            ["two of one moment"] = async (s, ct) =>
            {
                await Add(s, 2, 700, ct);
                await Add(s, 1, 700, ct);
            },
            ["two days, the later one first"] = async (s, ct) =>
            {
                await Add(s, 2, 3000, ct);
                await Add(s, 1, 700, ct);
            },
            ["both sides of a midnight"] = async (s, ct) =>
            {
                await Add(s, 1, 719, ct);
                await Add(s, 1, 720, ct);
            },
            ["two forums"] = async (s, ct) =>
            {
                await Add(s, 1, 700, ct);
                await s.Topics.OpenAsync(
                    new NewTopic
                    {
                        ForumId = 3,
                        AuthorId = 1,
                        Title = "second",
                        Body = "text",
                        CreatedAt = SampleForum.At(3000),
                    },
                    ct
                );
                await s.Topics.OpenAsync(
                    new NewTopic
                    {
                        ForumId = 1,
                        AuthorId = 1,
                        Title = "top",
                        Body = "text",
                        CreatedAt = SampleForum.At(1),
                    },
                    ct
                );
            },
            ["a topic and a reply"] = async (s, ct) =>
            {
                (long topic, _) = (
                    await s.Topics.OpenAsync(
                        new NewTopic
                        {
                            ForumId = 3,
                            AuthorId = 1,
                            Title = "new",
                            Body = "text",
                            CreatedAt = SampleForum.At(3000),
                        },
                        ct
                    )
                )!.Value;
                await Add(s, topic, 3001, ct);
            },
            ["a post that goes again"] = async (s, ct) =>
                await s.Posts.DeleteAsync(await Add(s, 1, 5000, ct), SampleForum.At(5001), ct),
            ["a post, and the last one goes"] = async (s, ct) =>
            {
                await Add(s, 1, 1, ct);
                await s.Posts.DeleteAsync(3003, SampleForum.At(5001), ct);
            },
            ["the last one goes, and one of a higher id is older"] = async (s, ct) =>
            {
                await Add(s, 3, 10, ct);
                await s.Posts.DeleteAsync(3003, SampleForum.At(5001), ct);
            },
            ["the last one goes and comes back"] = async (s, ct) =>
            {
                await s.Posts.DeleteAsync(3003, SampleForum.At(5001), ct);
                await s.Posts.RestoreAsync(3003, ct);
            },
            ["a topic that is moved with its new post"] = async (s, ct) =>
            {
                await Add(s, 3, 5000, ct);
                await s.Topics.MoveAsync(3, 3, ct);
            },
            ["a topic that is moved and renamed"] = async (s, ct) =>
            {
                await s.Topics.MoveAsync(3, 3, ct);
                await s.Topics.RenameAsync(3, "moved", ct);
            },
            ["the last topic is renamed"] = (s, ct) => s.Topics.RenameAsync(3, "renamed", ct),
            ["every topic goes"] = async (s, ct) =>
            {
                await s.Topics.DeleteAsync(1, SampleForum.At(5000), ct);
                await s.Topics.DeleteAsync(2, SampleForum.At(5000), ct);
                await s.Topics.DeleteAsync(3, SampleForum.At(5000), ct);
            },
        };

    public static TheoryData<string, CounterMode> Cases()
    {
        var cases = new TheoryData<string, CounterMode>();
        foreach (string unit in All.Keys)
        {
            cases.Add(unit, CounterMode.Immediate);
            cases.Add(unit, CounterMode.Deferred);
        }

        return cases;
    }

    private static Task<long> Add(IForumSession session, long topic, int minutes, CancellationToken ct) =>
        session.Posts.AddAsync(
            new NewPost
            {
                TopicId = topic,
                AuthorId = 2,
                Body = "text",
                CreatedAt = SampleForum.At(minutes),
            },
            ct
        );
}
