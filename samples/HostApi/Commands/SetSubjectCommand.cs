using System.CommandLine;
using LearningStudio.HostApi.Auditing;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.HostApi.Commands;

/// <summary>The command <c>set-subject &lt;user name&gt; &lt;subject&gt;</c>.</summary>
internal sealed class SetSubjectCommand : AccountCommand
{
    private readonly Argument<string> _subject = Text(
        "subject",
        "The subject of the account's tokens, 1 to 255 characters."
    );

    public SetSubjectCommand()
        : base(CommandNames.SetSubject, "Names the subject whose tokens sign an account in.") => Add(_subject);

    protected override AuditedAction DescribeChange(ParseResult arguments) => new("account.subject", "user", []);

    protected override async Task<string?> ChangeAsync(
        IUserWriter users,
        ParseResult arguments,
        Account account,
        CancellationToken cancellationToken
    ) =>
        await users.SetSubjectAsync(account.Id, arguments.GetRequiredValue(_subject), cancellationToken)
            ? $"Tokens with this subject sign account {account.Id} in from now on, and none with the one before."
            : null;
}
