namespace LearningStudio.Repositories.Writing;

internal static class ForumSessionExtensions
{
    /// <summary>The connection of a unit of work, with its mapping.</summary>
    public static ForumDb Db(this IForumSession session) => ((ForumSession)session).Db;
}
