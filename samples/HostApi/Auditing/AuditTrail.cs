using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using Microsoft.AspNetCore.Http.Features;

namespace LearningStudio.HostApi.Auditing;

/// <summary>
/// Writes who did what into the audit log: the account of the request, or outside of one the host itself. Thread-safe.
/// </summary>
internal sealed class AuditTrail(
    IForumUnitOfWork work,
    CurrentUser user,
    IHttpContextAccessor accessor,
    TimeProvider time
)
{
    private const string System = "system";

    /// <summary>Writes an action in the unit that does it: both are stored, or neither.</summary>
    public Task AddAsync(IForumSession session, AuditedAction action, CancellationToken cancellationToken) =>
        action.Targets.Count == 0 ? Task.CompletedTask : session.Audit.AppendAsync(RecordOf(action), cancellationToken);

    /// <summary>
    /// Does something outside the database that may be done twice: its entry is written before it and committed after it,
    /// so that without a database nothing is done. What fails leaves an entry that says so.
    /// </summary>
    public async Task RunAsync(
        AuditedAction action,
        Func<CancellationToken, Task> effect,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await work.ExecuteAsync(
                async (session, ct) =>
                {
                    await AddAsync(session, action, ct);
                    await effect(ct);
                    return true;
                },
                cancellationToken
            );
        }
        catch (Exception failure) when (!DatabaseOutage.Is(failure))
        {
            await AddAsync(action with { Outcome = AuditedAction.Failed });
            throw;
        }
    }

    /// <summary>Runs a command that has transactions of its own, and writes afterwards how it ended.</summary>
    public async Task<T> RunAsync<T>(AuditedAction action, Func<Task<T>> command)
    {
        T result;
        try
        {
            result = await command();
        }
        catch (Exception failure) when (!DatabaseOutage.Is(failure))
        {
            await AddAsync(action with { Outcome = AuditedAction.Failed });
            throw;
        }

        await AddAsync(action);
        return result;
    }

    // What is done is done, whoever cancels.
    private async Task AddAsync(AuditedAction action) =>
        await work.ExecuteAsync(
            async (session, ct) =>
            {
                await AddAsync(session, action, ct);
                return true;
            },
            CancellationToken.None
        );

    private AuditRecord RecordOf(AuditedAction action)
    {
        HttpContext? context = accessor.HttpContext;
        Caller? caller = user.Known;
        return new AuditRecord
        {
            Action = action.Action,
            TargetKind = action.Kind,
            Targets = action.Targets,
            At = time.GetUtcNow(),
            ActorId = caller?.Account?.Id,
            ActorRole = caller?.Role is { } role ? Roles.NameOf(role) : System,
            Outcome = action.Outcome,
            // The traceId of problem details.
            RequestId = context?.Features.Get<IHttpActivityFeature>()?.Activity.Id ?? context?.TraceIdentifier,
            Details = action.Details,
        };
    }
}
