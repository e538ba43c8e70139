namespace LearningStudio.Repositories.Counters;

/// <summary>What a unit of work changes in one forum's counters.</summary>
internal sealed class ForumChange
{
    private readonly SortedDictionary<DateOnly, (int Topics, int Posts)> _days = [];

    public IReadOnlyDictionary<DateOnly, (int Topics, int Posts)> Days => _days;

    public int Topics => _days.Values.Sum(day => day.Topics);

    public int Posts => _days.Values.Sum(day => day.Posts);

    /// <summary>The latest of the posts that came; null where none did.</summary>
    public NewestPost? Newest { get; private set; }

    /// <summary>Whether the forum's last post has to be looked for: something went, or changed its title.</summary>
    public bool LastPostInvalidated { get; set; }

    public void Add(DateOnly day, int topics, int posts)
    {
        (int Topics, int Posts) before = _days.GetValueOrDefault(day);
        _days[day] = (before.Topics + topics, before.Posts + posts);
    }

    public void Add(DateOnly day, NewestPost post)
    {
        Add(day, topics: 0, posts: 1);
        if (Newest is null || (post.At, post.Id).CompareTo((Newest.At, Newest.Id)) > 0)
        {
            Newest = post;
        }
    }
}
