using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Writing;

/// <summary>Random writes to the sample forum, and the counters that must be there afterwards.</summary>
internal sealed class RandomWrites(int seed)
{
    private readonly Random _random = new(seed);

    public async Task StepAsync(IForumSession session, IReadOnlyList<long> posts, CancellationToken ct)
    {
        long any = posts[_random.Next(posts.Count)];
        bool held = _random.Next(3) == 0;
        DateTimeOffset at = SampleForum.At(_random.Next(-3000, 9000));
        long topic = (await session.FindPostAsync(any, ct))!.TopicId;
        switch (_random.Next(12))
        {
            case 0:
                await session.Topics.OpenAsync(new NewTopic(2 + _random.Next(2), 3, "title", "text", at, held), ct);
                break;
            case 1:
            case 2:
            case 3:
                long? replyTo = _random.Next(2) == 0 ? any : null;
                await session.Posts.AddAsync(new NewPost(topic, replyTo, 2, "text", at, held), ct);
                break;
            case 4:
                await session.Posts.EditAsync(new PostEdit(any, "edited", at, held), ct);
                break;
            case 5:
                await session.Posts.ApproveAsync(any, ct);
                break;
            case 6:
                await session.Posts.RejectAsync(any, at, ct);
                break;
            case 7:
                await session.Posts.DeleteAsync(any, at, ct);
                break;
            case 8:
                await session.Posts.RestoreAsync(any, ct);
                break;
            default:
                await ChangeTopicAsync(session, topic, at, ct);
                break;
        }
    }

    private Task<bool> ChangeTopicAsync(IForumSession session, long topic, DateTimeOffset at, CancellationToken ct) =>
        _random.Next(5) switch
        {
            0 => session.Topics.RenameAsync(topic, $"title {_random.Next(5)}", ct),
            1 => session.Topics.DeleteAsync(topic, at, ct),
            2 => session.Topics.RestoreAsync(topic, ct),
            _ => session.Topics.MoveAsync(topic, 2 + _random.Next(2), ct),
        };
}
