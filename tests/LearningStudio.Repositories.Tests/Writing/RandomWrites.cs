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
                await session.Topics.OpenAsync(Topic(at, held), ct);
                break;
            case 1:
            case 2:
            case 3:
                long? replyTo = _random.Next(2) == 0 ? any : null;
                await session.Posts.AddAsync(Post(topic, replyTo, at, held), ct);
                break;
            case 4:
                await session.Posts.EditAsync(Edit(any, at, held), ct);
                break;
            case 5:
                await session.Approval.ApproveAsync(any, ct);
                break;
            case 6:
                await session.Approval.RejectAsync(any, at, ct);
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

    private NewTopic Topic(DateTimeOffset at, bool held) =>
        new()
        {
            ForumId = 2 + _random.Next(2),
            AuthorId = 3,
            Title = "title",
            Body = "text",
            CreatedAt = at,
            IsHeld = held,
        };

    private static NewPost Post(long topic, long? replyTo, DateTimeOffset at, bool held) =>
        new()
        {
            TopicId = topic,
            ReplyToId = replyTo,
            AuthorId = 2,
            Body = "text",
            CreatedAt = at,
            IsHeld = held,
        };

    private static PostEdit Edit(long post, DateTimeOffset at, bool held) =>
        new()
        {
            PostId = post,
            Body = "edited",
            EditedAt = at,
            IsHeld = held,
        };

    private Task<bool> ChangeTopicAsync(IForumSession session, long topic, DateTimeOffset at, CancellationToken ct) =>
        _random.Next(5) switch
        {
            0 => session.Topics.RenameAsync(topic, $"title {_random.Next(5)}", ct),
            1 => session.Topics.DeleteAsync(topic, at, ct),
            2 => session.Topics.RestoreAsync(topic, ct),
            _ => session.Topics.MoveAsync(topic, 2 + _random.Next(2), ct),
        };
}
