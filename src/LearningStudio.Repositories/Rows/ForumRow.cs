namespace LearningStudio.Repositories.Rows;

internal sealed class ForumRow
{
    public long Id { get; init; }
    public long? ParentId { get; init; }
    public string Name { get; init; } = "";
    public string Slug { get; init; } = "";
    public string Description { get; init; } = "";
    public int Position { get; init; }
}
