namespace LearningStudio.Repositories.Schema;

/// <summary>Visible topics and posts of a forum by UTC day of their creation.</summary>
internal sealed class ForumDailyRow
{
    public DateOnly Day { get; init; }
    public long ForumId { get; init; }
    public int Topics { get; init; }
    public int Posts { get; init; }
    public bool IsFolded { get; init; }
}
