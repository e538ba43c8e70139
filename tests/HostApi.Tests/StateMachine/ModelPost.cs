namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>A post as the model knows it.</summary>
internal sealed class ModelPost(long id, ModelUser author, bool opens)
{
    public long Id => id;

    public ModelUser Author => author;

    /// <summary>Whether it opens the topic, which then has its marks.</summary>
    public bool Opens => opens;

    public required string Body { get; set; }

    public required bool IsApproved { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>The last decision about it that had an effect.</summary>
    public long? DecisionId { get; set; }

    public bool IsPublic => IsApproved && !IsDeleted;

    public bool IsSeenBy(ModelUser reader) => !IsDeleted && (IsApproved || reader.IsModerator || reader == author);
}
