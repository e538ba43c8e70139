namespace LearningStudio.BeforeApi.Posting;

/// <summary>What came of a new post; the reviews it asked for and its place in the topic.</summary>
internal sealed record AddedPost(
    long TopicId,
    long PostId,
    bool IsVisible,
    IReadOnlyList<string> Reviews,
    int Position
);
