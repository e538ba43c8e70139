using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;
using Spectre.Console;

namespace LearningStudio.HostApi.Tests.Commands;

public sealed class AccountCommandTests : IAsyncLifetime
{
    private readonly ForumHost _host = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private readonly StringWriter _output = new();

    private IUserRepository Users => _host.Get<IUserRepository>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _output.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("user", AccountRole.User)]
    [InlineData("moderator", AccountRole.Moderator)]
    [InlineData("lead", AccountRole.Lead)]
    [InlineData("admin", AccountRole.Admin)]
    public async Task GrantRole_GivesTheRole(string role, AccountRole expected)
    {
        (await GrantAsync("demo1", role, "--Repositories:Sqlite=x")).ShouldBe(0);

        Account account = (await Users.FindAccountAsync("demo1"))!;
        account.Role.ShouldBe(expected);
        _output.ToString().ShouldContain($"Account {account.Id} has the role {role}");
        Page<AuditEntry> log = await _host.Get<IAuditRepository>().ListAsync(new AuditFilter(), new PageRequest(1, 1));
        AuditEntry entry = log.Items.ShouldHaveSingleItem();
        (entry.Action, entry.Target, entry.Details, entry.ActorRole).ShouldBe(("account.role", "1", role, "system"));
    }

    [Theory]
    [InlineData(1, "No active account has this user name.", "nobody", "admin")]
    [InlineData(2, "One of user, moderator, lead, admin.", "demo1", "owner")]
    [InlineData(2, "One of user, moderator, lead, admin.", "demo1", "Admin")]
    [InlineData(2, "grant-role <user name> <role>", "demo1")]
    [InlineData(2, "grant-role <user name> <role>")]
    [InlineData(2, "grant-role <user name> <role>", "demo1", "admin", "more")]
    public async Task GrantRole_SaysWhatIsWrong(int exit, string error, params string[] arguments)
    {
        (await GrantAsync(arguments)).ShouldBe(exit);

        _output.ToString().ShouldContain(error);
        (await Users.FindAccountAsync("demo1"))!.Role.ShouldBe(AccountRole.User);
    }

    [Fact]
    public async Task SetSubject_BindsTheAccount()
    {
        (await BindAsync("demo1", "sso|1")).ShouldBe(0);

        (await Users.FindAccountBySubjectAsync("sso|1"))!.Username.ShouldBe("demo1");
    }

    [Theory]
    [InlineData(1, "No active account has this user name.", "nobody", "sso|1")]
    [InlineData(1, "another account has this subject", "demo1", "demo2")]
    [InlineData(2, "none of them a control or replacement character", "demo1", "a\tb")]
    [InlineData(2, "set-subject <user name> <subject>", "demo1")]
    [InlineData(2, "<subject> must not be empty", "demo1", "")]
    public async Task SetSubject_SaysWhatIsWrong(int exit, string error, params string[] arguments)
    {
        (await BindAsync(arguments)).ShouldBe(exit);

        _output.ToString().ShouldContain(error);
        (await Users.FindAccountBySubjectAsync("demo1"))!.Username.ShouldBe("demo1");
    }

    private async Task<int> GrantAsync(params string[] arguments) =>
        await _host.Services.RunAsync(Console(), ["grant-role", .. arguments]);

    private async Task<int> BindAsync(params string[] arguments) =>
        await _host.Services.RunAsync(Console(), ["set-subject", .. arguments]);

    private IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(_output),
            }
        );
        console.Profile.Width = 300;
        return console;
    }
}
