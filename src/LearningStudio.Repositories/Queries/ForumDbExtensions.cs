namespace LearningStudio.Repositories.Queries;

internal static class ForumDbExtensions
{
    /// <summary>Runs work on a connection of its own, which goes back to the pool afterwards.</summary>
    public static async Task<T> RunAsync<T>(this Func<ForumDb> connect, Func<ForumDb, Task<T>> work)
    {
        ForumDb db = connect();
        await using (db.ConfigureAwait(false))
        {
            return await work(db).ConfigureAwait(false);
        }
    }
}
