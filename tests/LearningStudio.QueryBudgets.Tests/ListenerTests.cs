using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Repositories.Tests.Diagnostics;

public sealed class EntityFrameworkStatementsTests
{
    private const string Executing = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting";
    private const string Error = "Microsoft.EntityFrameworkCore.Database.Command.CommandError";

    [Fact]
    public void UnknownPayloads_AreIgnored()
    {
        using IDisposable subscription = EntityFrameworkStatements.Subscribe();
        using var listener = new DiagnosticListener("Microsoft.EntityFrameworkCore");
        using QueryScope scope = QueryScope.Begin();

        listener.Write(Executing, "text");
        listener.Write(Executing, null);
        listener.Write(Executing, new { Command = 5 });
        listener.Write(
            Error,
            new
            {
                Command = "SELECT 1",
                Duration = "long",
                Exception = 5,
            }
        );
        scope.StatementCount.ShouldBe(0);

        using var command = new SqliteCommand("SELECT 1");
        listener.Write(Executing, new { Command = command });
        listener.Write(
            Error,
            new
            {
                Command = command,
                Duration = TimeSpan.FromSeconds(3),
                Exception = new TimeoutException(),
            }
        );
        listener.Write("Other", new { Command = command });

        QueryStatistics query = scope.Report().Queries.ShouldHaveSingleItem();
        (query.Count, query.Failed, query.Duration).ShouldBe((1, 1, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void OtherListeners_AreIgnored()
    {
        using IDisposable subscription = EntityFrameworkStatements.Subscribe();
        using var listener = new DiagnosticListener("Other");
        using var command = new SqliteCommand("SELECT 1");

        using QueryScope scope = QueryScope.Begin();
        listener.Write(Executing, new { Command = command });

        scope.StatementCount.ShouldBe(0);
    }
}
