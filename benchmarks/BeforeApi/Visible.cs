namespace LearningStudio.BeforeApi;

/// <summary>What a reader may see, in SQL.</summary>
internal static class Visible
{
    public const string Topics = "t.is_approved AND t.deleted_at IS NULL";
    public const string Posts = "p.is_approved AND p.deleted_at IS NULL";

    // A row that is deleted there is marked here.
    public const string Present = "t.deleted_at IS NULL AND p.deleted_at IS NULL";
    public const string PostsOfTopics = $"{Topics} AND {Posts}";
}
