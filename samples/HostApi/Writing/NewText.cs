namespace LearningStudio.HostApi.Writing;

/// <summary>A text that replaces another one.</summary>
/// <param name="Text">The text.</param>
/// <param name="EditorId">Who edits.</param>
/// <param name="IsHeld">Whether it has to wait for approval.</param>
/// <param name="OpensReview">Whether it is to be reviewed.</param>
internal sealed record NewText(string Text, long EditorId, bool IsHeld, bool OpensReview);
