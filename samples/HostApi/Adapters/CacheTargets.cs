using System.Globalization;
using LearningStudio.HostApi.Reviews;
using LearningStudio.Repositories;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Adapters;

// Rule: an entry of which there is one, or one for each forum, is dropped by a pattern, which reaches processes of another
//   Caching:Version too. A topic's own entry is dropped by its key: with a pattern more for each topic that is written to,
//   twice as many records would stand in the log of invalidations. The figures of users go by their keys, and past a thousand
//   of them all go by one pattern: their records would push all others out of the ring of removed keys.
/// <summary>What a number of events makes wrong, each target once.</summary>
internal sealed class CacheTargets
{
    private const int MaxUsers = 1000;
    private const string AllUsers = "user:stats:*";
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private readonly HashSet<StatisticsEvent> _figures = [];
    private readonly HashSet<long> _users = [];

    public IReadOnlyCollection<string> Keys => _keys;

    public IReadOnlyCollection<string> Patterns => _patterns;

    public IReadOnlyCollection<StatisticsEvent> Figures => _figures;

    public static CacheTargets Of(IEnumerable<ForumEvent> events)
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
                _patterns.Add(CachedAnalytics.Key);
                break;
            case ForumEventKind.ReviewChanged:
                _patterns.Add(CachedAnalytics.Key);
                break;
            case ForumEventKind.UserChanged:
                AddFigures(StatisticsEventKind.UserChanged, null, happened.AuthorId);
                break;
            default:
                AddTopic(happened.TopicId);
                AddForum(happened.ForumId);
                AddForum(happened.ParentForumId);
                _patterns.Add("forum:list:all");
                _patterns.Add(CachedAnalytics.Key);
                AddFigures(KindOf(happened.Kind), happened.ForumId, happened.AuthorId);
                break;
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
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The event changes no figures."),
        };

    private void AddFigures(StatisticsEventKind kind, long? forumId, long? userId)
    {
        if (userId is { } user && _users.Add(user) && _users.Count > MaxUsers)
        {
            _patterns.Add(AllUsers);
        }

        _figures.Add(new StatisticsEvent(kind, forumId, _users.Count > MaxUsers ? null : userId));
    }

    private void AddTopic(long? id)
    {
        if (id is not null)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"topic:detail:{id}");
            _keys.Add(key);
            _patterns.Add(key + ":*");
        }
    }

    private void AddForum(long? id)
    {
        if (id is not null)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"forum:detail:{id}");
            _patterns.Add(key);
            _patterns.Add(key + ":*");
        }
    }
}
