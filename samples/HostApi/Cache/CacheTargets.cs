using LearningStudio.Repositories;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Cache;

// Rule: the statistics of users go by their keys, and past a thousand users all go by one pattern: their records would push
//   all others out of the ring of removed keys.
/// <summary>What a number of events makes wrong, each target once.</summary>
internal sealed class CacheTargets
{
    private const int MaxUsers = 1000;
    private readonly HashSet<string> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private readonly HashSet<StatisticsEvent> _statistics = [];
    private readonly HashSet<long> _users = [];

    public IReadOnlyCollection<string> Tags => _tags;

    public IReadOnlyCollection<string> Patterns => _patterns;

    public IReadOnlyCollection<StatisticsEvent> Statistics => _statistics;

    public static CacheTargets From(IEnumerable<ForumEvent> events)
    {
        var targets = new CacheTargets();
        foreach (ForumEvent happened in events)
        {
            targets.Add(happened);
        }

        return targets;
    }

    private void Add(ForumEvent happened)
    {
        switch (happened.Kind)
        {
            case ForumEventKind.PostEdited:
                AddTopic(happened.TopicId);
                break;
            case ForumEventKind.PostHeld:
                AddTopic(happened.TopicId);
                _patterns.Add(ForumCacheKeys.ModerationAnalytics);
                break;
            case ForumEventKind.ReviewChanged:
                _patterns.Add(ForumCacheKeys.ModerationAnalytics);
                break;
            case ForumEventKind.UserChanged:
                AddStatistics(StatisticsEventKind.UserChanged, null, happened.AuthorId);
                break;
            default:
                AddStatistics(KindOf(happened.Kind), happened.ForumId, happened.AuthorId);
                AddTopic(happened.TopicId);
                AddForum(happened.ForumId);
                AddForum(happened.ParentForumId);
                _patterns.Add(ForumCacheKeys.ForumList);
                _patterns.Add(ForumCacheKeys.ModerationAnalytics);
                break;
        }
    }

    private void AddTopic(long? id)
    {
        if (id is { } topic)
        {
            _tags.Add(ForumCacheKeys.TopicTag(topic));
        }
    }

    private void AddForum(long? id)
    {
        if (id is { } forum)
        {
            _tags.Add(ForumCacheKeys.ForumTag(forum));
        }
    }

    private static StatisticsEventKind KindOf(ForumEventKind kind) =>
        kind switch
        {
            ForumEventKind.TopicCreated => StatisticsEventKind.TopicCreated,
            ForumEventKind.TopicChanged => StatisticsEventKind.TopicChanged,
            ForumEventKind.TopicMoved => StatisticsEventKind.TopicMoved,
            ForumEventKind.PostCreated => StatisticsEventKind.PostCreated,
            ForumEventKind.PostApproved => StatisticsEventKind.PostApproved,
            ForumEventKind.PostHidden => StatisticsEventKind.PostHidden,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The event changes no statistics."),
        };

    private void AddStatistics(StatisticsEventKind kind, long? forumId, long? userId)
    {
        if (userId is { } user && _users.Add(user) && _users.Count > MaxUsers)
        {
            _patterns.Add(ForumCacheKeys.AllUserStatistics);
        }

        _statistics.Add(
            new StatisticsEvent
            {
                Kind = kind,
                ForumId = forumId,
                UserId = _users.Count > MaxUsers ? null : userId,
            }
        );
    }
}
