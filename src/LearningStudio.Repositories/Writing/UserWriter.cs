using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

internal sealed class UserWriter(ForumDb db, ForumDatabase database, EventLog events) : IUserWriter
{
    private const string MarkSeen = """
        UPDATE users SET last_seen_at = CASE WHEN last_seen_at > @at THEN last_seen_at ELSE @at END WHERE id = @user
        """;
    private const string Activate = "UPDATE users SET is_active = @active WHERE id = @user AND is_active <> @active";

    private const string Grant = "UPDATE users SET role = @role, is_moderator = @moderates WHERE id = @user";
    private const string Bind = """
        UPDATE users SET subject = @subject
        WHERE id = @user AND NOT EXISTS (SELECT 1 FROM users other WHERE other.subject = @subject AND other.id <> @user)
        """;

    public async Task<bool> MarkSeenAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        await db.ExecuteAsync(MarkSeen, cancellationToken, User(id), database.Times.Parameter("at", at))
            .ConfigureAwait(false) > 0;

    public Task<bool> ActivateAsync(long id, CancellationToken cancellationToken = default) =>
        SetActiveAsync(id, isActive: true, cancellationToken);

    public Task<bool> DeactivateAsync(long id, CancellationToken cancellationToken = default) =>
        SetActiveAsync(id, isActive: false, cancellationToken);

    public Task<bool> SetRoleAsync(long id, AccountRole role, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(role))
        {
            throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role.");
        }

        return ChangeAsync(
            Grant,
            id,
            cancellationToken,
            DataParameter.Int32("role", (int)role),
            DataParameter.Boolean("moderates", role >= AccountRole.Moderator)
        );
    }

    public Task<bool> SetSubjectAsync(long id, string subject, CancellationToken cancellationToken = default)
    {
        if (!Guard.IsSubject(subject))
        {
            throw new ArgumentException(
                $"A subject has 1 to {Guard.MaxSubjectLength} characters, none of them a control or replacement character.",
                nameof(subject)
            );
        }

        return ChangeAsync(Bind, id, cancellationToken, DataParameter.Text("subject", subject));
    }

    private Task<bool> SetActiveAsync(long id, bool isActive, CancellationToken cancellationToken) =>
        ChangeAsync(Activate, id, cancellationToken, DataParameter.Boolean("active", isActive));

    private async Task<bool> ChangeAsync(
        string sql,
        long id,
        CancellationToken cancellationToken,
        params DataParameter[] values
    )
    {
        int changed = await db.ExecuteAsync(sql, cancellationToken, [User(id), .. values]).ConfigureAwait(false);
        if (changed > 0)
        {
            events.Add(new ForumEvent { Kind = ForumEventKind.UserChanged, AuthorId = id });
        }

        return changed > 0;
    }

    private static DataParameter User(long id) => DataParameter.Int64("user", id);
}
