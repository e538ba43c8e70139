using System.Data.Common;
using System.Globalization;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Import;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Writing;
using Spectre.Console;

namespace LearningStudio.HostApi.Identity;

/// <summary>The commands <c>grant-role &lt;name&gt; &lt;role&gt;</c> and <c>set-subject &lt;name&gt; &lt;subject&gt;</c>.</summary>
internal static class AccountCommands
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>Gives an account a role in place of the one that it has.</summary>
    /// <returns>The exit code: 0, 1 where there is no such account or no database, 2 for wrong arguments.</returns>
    public static async Task<int> GrantRoleAsync(
        this IServiceProvider services,
        string[] arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        string[] own = [.. arguments.Where(argument => !CommandLine.IsSetting(argument))];
        if (own is not [{ Length: > 0 } name, var word] || Roles.Find(word) is not { } role)
        {
            console.WriteLine($"Usage: grant-role <user name> <role: one of {Roles.All}> [--<setting>=<value>]");
            return WrongUsage;
        }

        return await ChangeAsync(
            services,
            name,
            new Deed("account.role", "user", []) { Details = word },
            console,
            async (users, account, ct) =>
                await users.SetRoleAsync(account.Id, role, ct)
                    ? $"Account {account.Id} has the role {word} from its next request on."
                    : null,
            cancellationToken
        );
    }

    /// <summary>Says which subject of tokens means an account.</summary>
    /// <returns>
    /// The exit code: 0, 1 where there is no such account or no database or the subject is another account's, 2 for wrong
    /// arguments.
    /// </returns>
    public static async Task<int> SetSubjectAsync(
        this IServiceProvider services,
        string[] arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        string[] own = [.. arguments.Where(argument => !CommandLine.IsSetting(argument))];
        if (own is not [{ Length: > 0 } name, { Length: > 0 } subject])
        {
            console.WriteLine("Usage: set-subject <user name> <subject, 1 to 255 characters> [--<setting>=<value>]");
            return WrongUsage;
        }

        return await ChangeAsync(
            services,
            name,
            new Deed("account.subject", "user", []),
            console,
            async (users, account, ct) =>
                await users.SetSubjectAsync(account.Id, subject, ct)
                    ? $"Tokens with this subject sign account {account.Id} in from now on, and none with the one before."
                    : null,
            cancellationToken
        );
    }

    private static async Task<int> ChangeAsync(
        IServiceProvider services,
        string name,
        Deed deed,
        IAnsiConsole console,
        Func<IUserWriter, Account, CancellationToken, Task<string?>> change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await services.GetRequiredService<ForumSchema>().MigrateAsync(cancellationToken);
            var users = services.GetRequiredService<IUserRepository>();
            var trail = services.GetRequiredService<AuditTrail>();
            if (await users.FindAccountAsync(name, cancellationToken) is not { } account)
            {
                console.WriteLine("No active account has this user name.");
                return Failed;
            }

            string? done = await services
                .GetRequiredService<IForumUnitOfWork>()
                .ExecuteAsync(
                    async (session, ct) =>
                    {
                        string? changed = await change(session.Users, account, ct);
                        string[] targets = changed is null ? [] : [account.Id.ToString(CultureInfo.InvariantCulture)];
                        await trail.AddAsync(session, deed with { Targets = targets }, ct);
                        return changed;
                    },
                    cancellationToken
                );
            console.WriteLine(done ?? "Nothing was changed: another account has this subject, or this one is gone.");
            return done is null ? Failed : Done;
        }
        catch (ArgumentException exception)
        {
            console.WriteLine(exception.Message);
            return WrongUsage;
        }
        catch (Exception exception)
            when (exception is DbException or InvalidOperationException or NotSupportedException)
        {
            console.WriteLine(exception.Message);
            return Failed;
        }
    }
}
