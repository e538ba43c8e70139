using System.Data.Common;
using System.Globalization;
using LearningStudio.Repositories.Auditing;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class AuditTestsOnSqlite : AuditTests<Sqlite>;

public sealed class AuditTestsOnPostgreSql : AuditTests<PostgreSql>;

/// <summary>The audit log: what a unit appends, how it is read, and that nobody takes it back.</summary>
public abstract class AuditTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly PageRequest First = new(1, 100);

    private readonly TestForum<TEngine> _database = new();

    private IAuditRepository Log => _database.Get<IAuditRepository>();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Record_IsReadAsItWasAppended()
    {
        await AppendAsync(
            new AuditRecord
            {
                Action = "post.delete",
                TargetKind = "post",
                Targets = ["7"],
                At = SampleForum.At(1),
                ActorId = 4,
                ActorRole = "moderator",
                Outcome = "conflict",
                RequestId = "00-1-2-01",
                Details = "topic 5",
            }
        );
        await AppendAsync(
            new AuditRecord
            {
                Action = "import",
                TargetKind = "source",
                Targets = ["site"],
                At = SampleForum.At(2),
            }
        );

        (await Log.ListAsync(new AuditFilter(), First)).Items.ShouldBe([
            new(2, SampleForum.At(2), null, "system", "import", "source", "site", "done", null, null),
            new(1, SampleForum.At(1), 4, "moderator", "post.delete", "post", "7", "conflict", "00-1-2-01", "topic 5"),
        ]);
    }

    [Fact]
    public async Task RolledBackUnit_LeavesNoEntry()
    {
        await Should.ThrowAsync<TimeoutException>(() =>
            _database
                .Get<IForumUnitOfWork>()
                .ExecuteAsync<int>(
                    async (session, ct) =>
                    {
                        await session.Audit.AppendAsync(Delete(1), ct);
                        throw new TimeoutException();
                    }
                )
        );

        (await Log.ListAsync(new AuditFilter(), First)).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Targets_CostOneStatement(int count)
    {
        string[] targets = [.. Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        using QueryScope scope = QueryScope.Begin();

        await AppendAsync(
            new AuditRecord
            {
                Action = "review.reject",
                TargetKind = "review",
                Targets = targets,
                At = SampleForum.Start,
            }
        );

        scope.StatementCount.ShouldBe(1);
        (await _database.ScalarAsync<int>("SELECT COUNT(DISTINCT target) FROM audit_log")).ShouldBe(count);
    }

    [Theory]
    [InlineData("UPDATE audit_log SET actor_id = 1")]
    [InlineData("DELETE FROM audit_log")]
    [InlineData("INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log")]
    public async Task Entry_IsNeitherChangedNorDeleted(string sql)
    {
        await AppendAsync(Delete(1));
        if (_database.IsPostgreSql && sql.Contains("OR REPLACE", StringComparison.Ordinal))
        {
            return;
        }

        var refused = await Should.ThrowAsync<DbException>(() => _database.ExecuteAsync(sql));

        refused.Message.ShouldContain("Entries of the");
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM audit_log")).ShouldBe(1);
    }

    [Fact]
    public async Task Filter_TakesWhatHasAllThatIsGiven()
    {
        for (int i = 0; i < 4; i++)
        {
            await AppendAsync(Delete(i, actor: i % 2, action: i < 2 ? "post.delete" : "post.edit"));
        }

        (await FindAsync(new AuditFilter { ActorId = 1 })).ShouldBe("3 1");
        (await FindAsync(new AuditFilter { Action = "post.edit" })).ShouldBe("3 2");
        (await FindAsync(new AuditFilter { TargetKind = "post", Target = "2" })).ShouldBe("2");
        (await FindAsync(new AuditFilter { TargetKind = "topic" })).ShouldBe("");
        (await FindAsync(new AuditFilter { From = SampleForum.At(1), To = SampleForum.At(3) })).ShouldBe("2 1");
        (
            await FindAsync(
                new AuditFilter
                {
                    ActorId = 0,
                    Action = "post.delete",
                    Target = "0",
                }
            )
        ).ShouldBe("0");
        (await FindAsync(new AuditFilter())).ShouldBe("3 2 1 0");
    }

    [Fact]
    public async Task Pages_HoldEachEntryOnceWhileOthersAreAppended()
    {
        await AppendAsync(Deleted("a", "b", "c", "d", "e"));
        var filter = new AuditFilter { Action = "post.delete" };
        var seen = new List<long>();
        string? next = null;
        do
        {
            Page<AuditEntry> page = await Log.ListAsync(filter, PageRequest.After(next, 2));
            seen.AddRange(page.Items.Select(entry => entry.Id));
            next = page.Next;
            await AppendAsync(Delete(9));
        } while (next is not null);

        seen.ShouldBe([5, 4, 3, 2, 1]);
        (await Log.ListAsync(filter, new PageRequest(2, 3))).Items.Select(e => e.Id).ShouldBe([5, 4, 3]);
    }

    [Fact]
    public async Task Cursor_FitsItsFilterAlone()
    {
        await AppendAsync(Deleted("a", "b", "c"));
        string? next = (await Log.ListAsync(new AuditFilter(), PageRequest.After(null, 1))).Next;

        await Should.ThrowAsync<ArgumentException>(() =>
            Log.ListAsync(new AuditFilter { TargetKind = "post" }, PageRequest.After(next, 1))
        );
    }

    [Theory]
    [InlineData(100, 50, 512, 200, 1000, 1, true)]
    [InlineData(101, 50, 512, 200, 1000, 1, false)]
    [InlineData(100, 51, 512, 200, 1000, 1, false)]
    [InlineData(100, 50, 513, 200, 1000, 1, false)]
    [InlineData(100, 50, 512, 201, 1000, 1, false)]
    [InlineData(100, 50, 512, 200, 1001, 1, false)]
    [InlineData(0, 50, 512, 200, 1000, 1, false)]
    [InlineData(100, 50, 0, 200, 1000, 1, false)]
    [InlineData(100, 50, 512, 200, 1000, 0, false)]
    [InlineData(100, 50, 512, 200, 1000, 1001, false)]
    public async Task Texts_AreBounded(
        int action,
        int kind,
        int target,
        int request,
        int details,
        int count,
        bool isTaken
    )
    {
        string[] targets = [.. Enumerable.Repeat(new string('x', target), count)];
        AuditRecord record = new()
        {
            Action = new string('x', action),
            TargetKind = new string('x', kind),
            Targets = targets,
            At = SampleForum.Start,
            RequestId = new string('x', request),
            Details = new string('x', details),
        };

        Exception? refused = await Record.ExceptionAsync(() => AppendAsync(record));

        (refused is null).ShouldBe(isTaken);
        (refused is null or ArgumentException).ShouldBeTrue();
    }

    private static AuditRecord Delete(int minute, long? actor = null, string action = "post.delete") =>
        new()
        {
            Action = action,
            TargetKind = "post",
            Targets = [minute.ToString(CultureInfo.InvariantCulture)],
            At = SampleForum.At(minute),
            ActorId = actor,
        };

    private static AuditRecord Deleted(params string[] targets) =>
        new()
        {
            Action = "post.delete",
            TargetKind = "post",
            Targets = targets,
            At = SampleForum.At(0),
        };

    private Task AppendAsync(AuditRecord record) =>
        _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    await session.Audit.AppendAsync(record, ct);
                    return 0;
                }
            );

    private async Task<string> FindAsync(AuditFilter filter) =>
        string.Join(' ', (await Log.ListAsync(filter, First)).Items.Select(entry => entry.Target));
}
