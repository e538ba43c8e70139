namespace LearningStudio.BeforeApi.Posting;

/// <summary>The body of a new post.</summary>
internal sealed record PostText(string Body);
