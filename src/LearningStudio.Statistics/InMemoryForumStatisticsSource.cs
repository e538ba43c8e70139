namespace LearningStudio.Statistics;

/// <summary>Figures of what was told to it: for tests, trials and small sites. Thread-safe; reads are linear.</summary>
public sealed partial class InMemoryForumStatisticsSource : IForumStatisticsSource
{
    private readonly Lock _lock = new();
    private readonly HashSet<long> _forums = [];
    private readonly Dictionary<long, (Member Member, DateTimeOffset JoinedAt, DateTimeOffset SeenAt)> _users = [];
    private readonly Dictionary<long, StatisticsTopic> _topics = [];
    private readonly Dictionary<long, StatisticsPost> _posts = [];

    /// <summary>Tells of a forum.</summary>
    public void AddForum(long forumId)
    {
        lock (_lock)
        {
            _forums.Add(forumId);
        }
    }

    /// <summary>Tells of a user, who is seen on joining; of one told of before, the new name and time hold.</summary>
    public void AddUser(Member user, DateTimeOffset joinedAt)
    {
        ArgumentNullException.ThrowIfNull(user);
        lock (_lock)
        {
            _users[user.Id] = (user, joinedAt, joinedAt);
        }
    }

    /// <summary>Tells that an account is out of use.</summary>
    public void RemoveUser(long userId)
    {
        lock (_lock)
        {
            _users.Remove(userId);
        }
    }

    /// <summary>Tells that a user was seen; a user not told of is ignored.</summary>
    public void Touch(long userId, DateTimeOffset seenAt)
    {
        lock (_lock)
        {
            if (_users.TryGetValue(userId, out var user) && user.SeenAt < seenAt)
            {
                _users[userId] = user with { SeenAt = seenAt };
            }
        }
    }

    /// <summary>Tells of a topic, and of its forum; its opening post is told of as a post.</summary>
    public void AddTopic(StatisticsTopic topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        lock (_lock)
        {
            _forums.Add(topic.ForumId);
            _topics[topic.Id] = topic;
        }
    }

    /// <summary>Tells that a topic is not to be seen any more, nor its posts.</summary>
    public void RemoveTopic(long topicId)
    {
        lock (_lock)
        {
            _topics.Remove(topicId);
        }
    }

    /// <summary>Tells of a post; while its topic is not told of, it does not count.</summary>
    public void AddPost(StatisticsPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        lock (_lock)
        {
            _posts[post.Id] = post;
        }
    }

    /// <summary>Tells that a post is not to be seen any more.</summary>
    public void RemovePost(long postId)
    {
        lock (_lock)
        {
            _posts.Remove(postId);
        }
    }
}
