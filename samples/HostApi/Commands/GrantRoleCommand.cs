using System.CommandLine;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.HostApi.Commands;

/// <summary>The command <c>grant-role &lt;user name&gt; &lt;role&gt;</c>.</summary>
internal sealed class GrantRoleCommand : AccountCommand
{
    private readonly Argument<string> _role = new("role") { Description = $"One of {string.Join(", ", Roles.All)}." };

    public GrantRoleCommand()
        : base(CommandNames.GrantRole, "Gives an account a role in place of the one that it has.")
    {
        _role.AcceptOnlyFromAmong([.. Roles.All]);
        Add(_role);
    }

    protected override AuditedAction DescribeChange(ParseResult arguments) =>
        new("account.role", "user", []) { Details = arguments.GetRequiredValue(_role) };

    protected override async Task<string?> ChangeAsync(
        IUserWriter users,
        ParseResult arguments,
        Account account,
        CancellationToken cancellationToken
    )
    {
        string role = arguments.GetRequiredValue(_role);
        return await users.SetRoleAsync(account.Id, Roles.Find(role)!.Value, cancellationToken)
            ? $"Account {account.Id} has the role {role} from its next request on."
            : null;
    }
}
