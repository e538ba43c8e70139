using System.Data.Common;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Schema;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Repositories.Tests.Writing;

/// <summary>What PostgreSQL allows the owner of the logs and what it allows a host that is not, as docs/operations.md says.</summary>
public sealed class AuditOwnerTests : IAsyncLifetime
{
    private const string Grants = """
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO audited_host;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO audited_host;
        """;

    private readonly TestForum<PostgreSql> _database = new();
    private ServiceProvider _host = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await _database.ExecuteAsync($"CREATE ROLE audited_host LOGIN; {Grants}");
        string connection = new NpgsqlConnectionStringBuilder(_database.Engine.ConnectionString)
        {
            Username = "audited_host",
            Pooling = false,
        }.ConnectionString;
        _host = new ServiceCollection()
            .AddLearningStudioRepositories(o => o.UsePostgreSql(connection))
            .BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.ExecuteAsync("DROP OWNED BY audited_host; DROP ROLE audited_host");
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Log_IsNotTruncated() =>
        (
            await Should.ThrowAsync<DbException>(() => _database.ExecuteAsync("TRUNCATE audit_log"))
        ).Message.ShouldContain("Entries of the");

    [Fact]
    public async Task HostThatIsNotTheOwner_Writes()
    {
        (await _host.GetRequiredService<ForumSchema>().MigrateAsync()).ShouldBeEmpty();

        await AppendAsync();

        var log = _host.GetRequiredService<IAuditRepository>();
        (await log.ListAsync(new AuditFilter(), PageRequest.First)).Items.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("DELETE FROM audit_log", "Entries of the audit log")]
    [InlineData("TRUNCATE audit_log", "permission denied")]
    [InlineData("ALTER TABLE audit_log DISABLE TRIGGER audit_log_fixed", "must be owner")]
    [InlineData("DROP TRIGGER audit_log_fixed ON audit_log", "must be owner")]
    [InlineData("DROP TABLE audit_log", "must be owner")]
    [InlineData("SET session_replication_role = replica", "permission denied")]
    public async Task HostThatIsNotTheOwner_TakesNothingBack(string sql, string refusal)
    {
        await AppendAsync();
        await using ForumDb db = _host.GetRequiredService<Func<ForumDb>>()();

        (await Should.ThrowAsync<DbException>(() => db.ExecuteAsync(sql))).Message.ShouldContain(refusal);
    }

    [Fact]
    public async Task Owner_Archives()
    {
        await AppendAsync();

        await _database.ExecuteAsync(
            """
            BEGIN;
            ALTER TABLE audit_log DISABLE TRIGGER audit_log_fixed;
            DELETE FROM audit_log;
            ALTER TABLE audit_log ENABLE TRIGGER audit_log_fixed;
            COMMIT
            """
        );

        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM audit_log")).ShouldBe(0);
        await AppendAsync();
        await Should.ThrowAsync<DbException>(() => _database.ExecuteAsync("DELETE FROM audit_log"));
    }

    private Task AppendAsync() =>
        _host
            .GetRequiredService<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    await session.Audit.AppendAsync(
                        new AuditRecord
                        {
                            Action = "a",
                            TargetKind = "b",
                            Targets = ["c"],
                            At = SampleForum.Start,
                        },
                        ct
                    );
                    return 0;
                }
            );
}
