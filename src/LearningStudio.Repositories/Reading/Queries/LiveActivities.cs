using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>What was new day by day, counted from the topics, posts and users of tables that have no roll-ups.</summary>
internal static class LiveActivities
{
    private const int Topic = 0;
    private const int Post = 1;
    private const int User = 2;

    private static readonly SqlTemplate<Moment> Moments = SqlTemplate<Moment>.Create(
        (db, a) =>
        {
            (DateTimeOffset from, DateTimeOffset until) = (a.Time(), a.Time());
            var topics = db.Topics().Select(topic => new Moment { Kind = Topic, At = topic.CreatedAt });
            var posts = db.Posts().Select(post => new Moment { Kind = Post, At = post.CreatedAt });
            var users = db.Users().Select(user => new Moment { Kind = User, At = user.JoinedAt });
            return topics.Concat(posts).Concat(users).Where(moment => moment.At >= from && moment.At < until);
        },
        new RowShape<Moment, Moment>(moment => new Moment { Kind = moment.Kind, At = moment.At })
    );

    public static async Task<IReadOnlyList<DailyActivity>> ReadAsync(
        ForumDatabase database,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<Moment> moments = await database
            .ListAsync(Moments, [from, until], cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. moments
                .GroupBy(moment => EpochDay.FromTime(moment.At))
                .OrderBy(day => day.Key)
                .Select(day => new DailyActivity
                {
                    Day = day.Key,
                    Topics = day.Count(moment => moment.Kind == Topic),
                    Posts = day.Count(moment => moment.Kind == Post),
                    Users = day.Count(moment => moment.Kind == User),
                }),
        ];
    }

    private sealed class Moment
    {
        public int Kind { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
