using LearningStudio.Repositories.Queries;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

internal sealed class UserWriter(ForumDb db, ForumStore store, EventLog events) : IUserWriter
{
    private const string Touch = """
        UPDATE users SET last_seen_at = CASE WHEN last_seen_at > @at THEN last_seen_at ELSE @at END WHERE id = @user
        """;
    private const string Activate = "UPDATE users SET is_active = @active WHERE id = @user AND is_active <> @active";

    public async Task<bool> TouchAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        await db.ExecuteAsync(Touch, cancellationToken, User(id), store.Times.Parameter("at", at)).ConfigureAwait(false)
        > 0;

    public Task<bool> ActivateAsync(long id, CancellationToken cancellationToken = default) =>
        SetActiveAsync(id, isActive: true, cancellationToken);

    public Task<bool> DeactivateAsync(long id, CancellationToken cancellationToken = default) =>
        SetActiveAsync(id, isActive: false, cancellationToken);

    private async Task<bool> SetActiveAsync(long id, bool isActive, CancellationToken cancellationToken)
    {
        int changed = await db.ExecuteAsync(
                Activate,
                cancellationToken,
                User(id),
                DataParameter.Boolean("active", isActive)
            )
            .ConfigureAwait(false);
        if (changed > 0)
        {
            events.Add(new ForumEvent(ForumEventKind.UserChanged, 0, null, 0, 0, id));
        }

        return changed > 0;
    }

    private static DataParameter User(long id) => DataParameter.Int64("user", id);
}
