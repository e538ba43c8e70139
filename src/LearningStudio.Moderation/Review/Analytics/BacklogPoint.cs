namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>One day of one type of items.</summary>
public sealed class BacklogPoint
{
    internal BacklogPoint(DateOnly day, ReviewType type, int created, int decided, int backlog)
    {
        Day = day;
        Type = type;
        In = created;
        Out = decided;
        Backlog = backlog;
    }

    /// <summary>The day, in UTC.</summary>
    public DateOnly Day { get; }

    /// <summary>The type.</summary>
    public ReviewType Type { get; }

    /// <summary>Items asked for.</summary>
    public int In { get; }

    /// <summary>Items decided.</summary>
    public int Out { get; }

    /// <summary>Items open at the end of the day; for today, now.</summary>
    public int Backlog { get; }
}
