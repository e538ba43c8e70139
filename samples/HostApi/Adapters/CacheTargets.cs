using System.Globalization;
using LearningStudio.HostApi.Reviews;
using LearningStudio.Repositories;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Adapters;

// Rule: an entry of which there is one, or one for each forum, is dropped by a pattern, which reaches processes of another
//   Caching:Version too. A topic's own entry is dropped by its key: with a pattern more for each topic that is written to,
//   twice as many records would stand in the log of invalidations.
/// <summary>What a number of events makes wrong, each target once.</summary>
internal sealed class CacheTargets
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private readonly HashSet<StatisticsEvent> _figures = [];

    public IReadOnlyCollection<string> Keys => _keys;

    public IReadOnlyCollection<string> Patterns => _patterns;

    public IReadOnlyCollection<StatisticsEvent> Figures => _figures;

    public void Add(ForumEvent happened)
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
                _figures.Add(new StatisticsEvent(StatisticsEventKind.UserChanged, UserId: happened.AuthorId));
                break;
            default:
                AddTopic(happened.TopicId);
                AddForum(happened.ForumId);
                AddForum(happened.ParentForumId);
                _patterns.Add("forum:list:all");
                _patterns.Add(CachedAnalytics.Key);
                _figures.Add(new StatisticsEvent(KindOf(happened.Kind), happened.ForumId, happened.AuthorId));
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

    private void AddTopic(long id)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"topic:detail:{id}");
        _keys.Add(key);
        _patterns.Add(key + ":*");
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
