using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using LearningStudio.HostApi.Auditing;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

/// <summary>A command that changes an account and writes that into the audit log, both or neither.</summary>
internal abstract class AccountCommand : HostCommand
{
    private readonly Argument<string> _user = Text("user name", "The name with which the user signs in.");

    protected AccountCommand(string name, string description)
        : base(name, description) => Add(_user);

    /// <summary>Changes the account; fails where there is none, or where it cannot be changed.</summary>
    public override async Task<int> RunAsync(
        IServiceProvider services,
        ParseResult arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await services.MigrateTablesAsync(cancellationToken);
            var users = services.GetRequiredService<IUserRepository>();
            string name = arguments.GetRequiredValue(_user);
            if (await users.FindAccountAsync(name, cancellationToken) is not { } account)
            {
                console.WriteLine("No active account has this user name.");
                return Failed;
            }

            string? done = await ChangeAsync(services, arguments, account, cancellationToken);
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

    /// <summary>What the audit log says of the change, without its target.</summary>
    protected abstract AuditedAction DescribeChange(ParseResult arguments);

    /// <summary>Changes the account.</summary>
    /// <returns>The message of success; null where nothing was changed.</returns>
    protected abstract Task<string?> ChangeAsync(
        IUserWriter users,
        ParseResult arguments,
        Account account,
        CancellationToken cancellationToken
    );

    private Task<string?> ChangeAsync(
        IServiceProvider services,
        ParseResult arguments,
        Account account,
        CancellationToken cancellationToken
    )
    {
        var trail = services.GetRequiredService<AuditTrail>();
        return services
            .GetRequiredService<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    string? changed = await ChangeAsync(session.Users, arguments, account, ct);
                    string[] targets = changed is null ? [] : [account.Id.ToString(CultureInfo.InvariantCulture)];
                    await trail.AddAsync(session, DescribeChange(arguments) with { Targets = targets }, ct);
                    return changed;
                },
                cancellationToken
            );
    }
}
