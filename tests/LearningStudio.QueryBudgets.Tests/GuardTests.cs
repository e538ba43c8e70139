using System.Collections;
using System.Data.Common;
using System.Diagnostics;
using LearningStudio.QueryBudgets.Counting;
using LearningStudio.QueryBudgets.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>What fails while a statement is observed does not reach the statement, and is logged once.</summary>
[Collection(Hosts.Name)]
public sealed class GuardTests : IDisposable
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string Command = EntityFramework + ".Database.Command.Command";
    private readonly DiagnosticListener _entities = new(EntityFramework);
    private readonly DiagnosticListener _library = new("LearningStudio.Somewhere");

    /// <summary>Each way in which a statement comes to be observed, and whether it is known to be one.</summary>
    public static TheoryData<string, bool> Ways =>
        new()
        {
            { nameof(CountedCommand), true },
            { nameof(CountedCommand) + "Async", true },
            { EntityFramework, true },
            { "a command reported", true },
            { "a command in a dictionary", true },
            { "parameters that cannot be listed", true },
            { "a value that cannot be hashed", true },
            { "a payload that cannot be read", false },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Failure_DoesNotReachTheStatementAndIsLoggedOnce(string way, bool isStatement)
    {
        using IHost host = await StartAsync();
        using QueryScope outer = QueryScope.Begin();
        using QueryScope scope = QueryScope.Begin();

        for (int i = 0; i < 3; i++)
        {
            await SendAsync(way);
        }

        QueryReport report = scope.Report();
        int counted = isStatement ? 3 : 0;
        (report.StatementCount, report.UntrackedCount, report.CountOf(StatementKind.Other)).ShouldBe(
            (counted, counted, counted)
        );
        (outer.StatementCount, report.Findings.Count).ShouldBe((counted, 0));
        FakeLogRecord record = host.Services.GetFakeLogCollector().GetSnapshot().ShouldHaveSingleItem();
        (record.Id.Id, record.Level, record.Category).ShouldBe((3, LogLevel.Warning, typeof(QueryScope).FullName));
        record.Message.ShouldContain("System.InvalidOperationException");
        record.Message.ShouldNotContain(Blog.Secret);
    }

    [Fact]
    public async Task HostThatStopped_LogsNothing()
    {
        using IHost host = await StartAsync();
        await host.StopAsync();

        Guard.Run(0, _ => throw new InvalidOperationException());

        host.Services.GetFakeLogCollector().GetSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public void LogThatFails_IsNoFailureOfTheStatement()
    {
        using var failures = new FailureLog(new FaultyLogger());

        Guard.TryRun(0, _ => throw new InvalidOperationException(), out int _).ShouldBeFalse();
        Guard.TryRun(5, number => number, out int result).ShouldBeTrue();

        result.ShouldBe(5);
    }

    public void Dispose()
    {
        _entities.Dispose();
        _library.Dispose();
    }

    private async Task SendAsync(string way)
    {
        using var faulty = new FaultyCommand();
        using var counted = new CountedCommand(new FaultyCommand());
        switch (way)
        {
            case nameof(CountedCommand):
                counted.ExecuteNonQuery().ShouldBe(7);
                break;
            case nameof(CountedCommand) + "Async":
                (await counted.ExecuteNonQueryAsync()).ShouldBe(7);
                break;
            case EntityFramework:
                _entities.Write($"{Command}Executing", Event(faulty));
                _entities.Write($"{Command}Executed", Event(faulty));
                break;
            default:
                object payload = Payload(way, faulty);
                _library.Write("StatementExecuting", payload);
                _library.Write("StatementExecuted", payload);
                break;
        }
    }

    private static object Payload(string way, FaultyCommand faulty) =>
        way switch
        {
            "a command reported" => faulty,
            "a command in a dictionary" => new Dictionary<string, object?> { ["Command"] = faulty },
            "parameters that cannot be listed" => Text(Enumerable.Range(0, 1).Select<int, int>(_ => throw Failure())),
            "a value that cannot be hashed" => Text(new[] { new Unhashable() }),
            _ => new Unreadable(),
        };

    private static Dictionary<string, object?> Text(IEnumerable parameters) =>
        new() { ["Text"] = "UPDATE t SET a = @a", ["Parameters"] = parameters };

    private static CommandEventData Event(DbCommand command) =>
        new(
            null!,
            (_, _) => "",
            null!,
            command,
            "",
            null,
            DbCommandMethod.ExecuteNonQuery,
            Guid.Empty,
            Guid.Empty,
            async: false,
            logParameterValues: false,
            DateTimeOffset.UnixEpoch,
            CommandSource.Unknown
        );

    private static async Task<IHost> StartAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddFakeLogging(options => options.CollectRecordsForDisabledLogLevels = false);
        builder.Logging.AddFilter<FakeLoggerProvider>("Microsoft", LogLevel.None);
        builder.Services.AddLearningStudioQueryBudgets();
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static InvalidOperationException Failure() => new(Blog.Secret);

    private sealed class Unhashable
    {
        public override int GetHashCode() => throw Failure();

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);
    }

    private sealed class Unreadable : IReadOnlyDictionary<string, object?>
    {
        public int Count => throw Failure();

        public IEnumerable<string> Keys => throw Failure();

        public IEnumerable<object?> Values => throw Failure();

        public object? this[string key] => throw Failure();

        public bool ContainsKey(string key) => throw Failure();

        public bool TryGetValue(string key, out object? value) => throw Failure();

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw Failure();

        IEnumerator IEnumerable.GetEnumerator() => throw Failure();
    }
}
