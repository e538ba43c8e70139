using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.BeforeApi.Forums;

internal sealed class PostRow
{
    public long Id { get; set; }
    public long? ReplyToId { get; set; }
    public long? AuthorId { get; set; }
    public string AuthorName { get; set; } = "";
    public int? TrustLevel { get; set; }
    public string Body { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? EditedAt { get; set; }
    public int Score { get; set; }

    /// <summary>What the old answer showed of the author too.</summary>
    public int AuthorPosts { get; set; }

    public PostView ToView() =>
        new(Id, ReplyToId, new Author(AuthorId, AuthorName), TrustLevel, Body, CreatedAt, EditedAt, Score);
}
