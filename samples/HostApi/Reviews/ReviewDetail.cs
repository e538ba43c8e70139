using LearningStudio.Moderation.Review;

namespace LearningStudio.HostApi.Reviews;

/// <summary>A review with the text it is about.</summary>
/// <param name="Review">The review, as the queue lists it; its reasons say what they hit.</param>
/// <param name="Title">The title of the topic; null for a user.</param>
/// <param name="Body">The text of the post, or of the post that opens the topic; also once it is deleted; null for a user.</param>
/// <param name="Log">What was done about it, oldest first.</param>
/// <param name="Edits">What was edited meanwhile: the title, the body, or both.</param>
internal sealed record ReviewDetail(
    ReviewView Review,
    string? Title,
    string? Body,
    IReadOnlyList<ReviewLogEntry> Log,
    IReadOnlyList<EditedText> Edits
);
