namespace LearningStudio.Moderation.Tests;

/// <summary>Submissions of posts in a topic that exists.</summary>
internal static class Submissions
{
    public static Submission Create(int trustLevel, string body, long authorId = 1) =>
        new()
        {
            AuthorId = authorId,
            TrustLevel = trustLevel,
            Body = body,
        };
}
