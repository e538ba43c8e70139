namespace LearningStudio.Repositories.Writing;

/// <summary>What decides whether a post is seen, and where it counts.</summary>
internal sealed record PostMarks(
    bool IsApproved,
    DateTimeOffset? DeletedAt,
    DateTimeOffset CreatedAt,
    long? ReplyToId,
    long? AuthorId,
    long? DecisionId
)
{
    public bool IsDeleted => DeletedAt is not null;

    public bool IsVisible => IsApproved && !IsDeleted;
}
