using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;

namespace LearningStudio.Moderation.Sql.Tests.Schema;

/// <summary>A database as LearningStudio.Repositories made it while it had the tables of reviews, with a few of them in it.</summary>
internal static partial class FirstForum
{
    /// <summary>All that Repositories had while it looked after reviews.</summary>
    public const int Migrations = 9;

    private const string Folder = "LearningStudio.Repositories.Schema.";

    // Decided within seconds: a reply twice, and a topic with the post that opens it.
    private const string Rows = """
        INSERT INTO users (id, username, display_name, joined_at) VALUES
          (1, 'user1', 'Ann', at(1)), (2, 'user2', 'Bob', at(2)), (3, 'user3', 'Cid', at(3));
        INSERT INTO forums (id, parent_id, name, slug, position) VALUES (1, NULL, 'Site', 'site', 0);
        INSERT INTO topics
          (id, forum_id, author_id, title, created_at, is_approved, deleted_at, post_count, reply_count, last_post_id, last_post_at)
        VALUES
          (1, 1, 1, 'First topic', at(100), TRUE, NULL, 1, 0, 1000, at(100)),
          (2, 1, 2, 'Deleted topic', at(200), TRUE, at(301), 1, 0, 2000, at(200));
        INSERT INTO posts
          (id, topic_id, forum_id, author_id, author_name, reply_to_id, body, created_at, is_approved, deleted_at)
        VALUES
          (1000, 1, 1, 1, NULL, NULL, 'Opening', at(100), TRUE, NULL),
          (1001, 1, 1, 2, NULL, NULL, 'Waiting', at(103), FALSE, NULL),
          (1002, 1, 1, 2, NULL, NULL, 'Deleted', at(104), TRUE, at(105)),
          (2000, 2, 1, 2, NULL, NULL, 'Deleted too', at(200), TRUE, at(301));
        INSERT INTO review_items
          (id, target_kind, target_id, type, priority, weight, votes, reasons, reported_user_id, reported_trust_level,
            created_at)
        VALUES (1, 'post', 1001, 'newuserpost', 2, 30, 1, '[{"code":"trust-level-0"}]', 2, 0, at(103));
        INSERT INTO review_votes (item_id, voter_id) VALUES (1, 3);
        INSERT INTO review_items
          (id, target_kind, target_id, type, priority, weight, reasons, created_at, state, decided_at, decided_by)
        VALUES (2, 'post', 1002, 'spamdetection', 1, 30.5, '[]', at(104), 'rejected', at(105), 3),
          (3, 'post', 1002, 'flaggedpost', 1, 25, '[]', at(104), 'rejected', at(105), 3),
          (4, 'topic', 2, 'flaggedpost', 3, 25, '[]', at(300), 'rejected', at(301), 3),
          (5, 'post', 2000, 'spamdetection', 3, 25, '[]', at(300), 'rejected', at(301), 3),
          (6, 'user', 2, 'userreport', 3, 20, '[]', at(300), 'approved', at(301), 3);
        """;

    private const string Fingerprint = """
        INSERT INTO dup_sig (post_id, cluster_id, scheme, bytes, bands, label, is_found, created_at)
        VALUES (1002, 1002, 1, empty_bytes, no_bands, 'spam', TRUE, at(105));
        INSERT INTO dup_band (band, post_id) VALUES (77, 1002);
        """;

    private const string Advance = """
        SELECT setval(pg_get_serial_sequence('review_items', 'id'), 100)
        """;

    /// <summary>How many of the migrations ran, and who migrates first by now.</summary>
    public static TheoryData<int, string> States()
    {
        var states = new TheoryData<int, string>();
        foreach (int migrations in Enumerable.Range(0, Migrations + 1))
        {
            // Before the third, topics did not say which post opens them: such a forum is migrated first.
            string[] orders = migrations is 1 or 2
                ? ["repositories"]
                : ["repositories", "moderation", "both", "moderation alone"];
            Array.ForEach(orders, first => states.Add(migrations, first));
        }

        return states;
    }

    /// <summary>Runs its first migrations and writes them down; the rows come after the second, and a fingerprint after the fifth.</summary>
    public static void Make(ITestEngine engine, int migrations)
    {
        for (int i = 1; i <= migrations; i++)
        {
            Run(engine, $"{i:0000}-");
            if (i == 2)
            {
                Fill(engine, "rows", Rows + (engine.IsPostgreSql ? Advance : ""));
            }
            else if (i == 5)
            {
                Fill(engine, "fingerprint", Fingerprint);
            }
        }
    }

    private static void Run(ITestEngine engine, string number)
    {
        string start = $"{Folder}{(engine.IsPostgreSql ? "PostgreSql" : "Sqlite")}";
        var assembly = Assembly.GetExecutingAssembly();
        string name = assembly
            .GetManifestResourceNames()
            .Single(n => n.StartsWith(start, StringComparison.Ordinal) && n.Contains(number, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        // As the embedded files of the package were called.
        Perform(engine, new SqlScript(name.Replace('/', '.'), reader.ReadToEnd()));
    }

    private static void Fill(ITestEngine engine, string name, string rows)
    {
        string script = Minutes()
            .Replace(
                rows.Replace("empty_bytes", engine.IsPostgreSql ? "''::bytea" : "x''", StringComparison.Ordinal)
                    .Replace("no_bands", engine.IsPostgreSql ? "'{77}'" : "'[77]'", StringComparison.Ordinal),
                match => At(engine, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            );
        Perform(engine, new SqlScript(name, script), isJournalled: false);
    }

    private static string At(ITestEngine engine, int minutes)
    {
        DateTimeOffset at = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
        return engine.IsPostgreSql
            ? $"'{at.ToString("O", CultureInfo.InvariantCulture)}'"
            : at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
    }

    private static void Perform(ITestEngine engine, SqlScript script, bool isJournalled = true)
    {
        UpgradeEngineBuilder builder = engine.IsPostgreSql
            ? DeployChanges.To.PostgresqlDatabase(engine.ConnectionString)
            : DeployChanges.To.SqliteDatabase(engine.ConnectionString);
        builder = isJournalled ? builder : builder.JournalTo(new DbUp.Helpers.NullJournal());
        DatabaseUpgradeResult result = builder
            .WithScript(script)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new DbUp.Engine.Output.NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        result.Error.ShouldBeNull();
    }

    [GeneratedRegex(@"at\((\d+)\)", RegexOptions.None, 1000)]
    private static partial Regex Minutes();
}
