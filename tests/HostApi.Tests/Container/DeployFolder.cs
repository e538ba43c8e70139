using System.Diagnostics;
using LearningStudio.HostApi.Tests.Load;
using LearningStudio.Tests.Servers;
using Npgsql;

namespace LearningStudio.HostApi.Tests.Container;

/// <summary>What compose.yaml mounts into its services, run against a PostgreSQL server of the test.</summary>
internal static class DeployFolder
{
    public const string Owner = "forum_owner";
    public const string Serving = "forum_app";

    /// <summary>An empty database that has the roles.</summary>
    public static async Task<ForumDatabase> CreateDatabaseAsync()
    {
        ForumDatabase database = await ForumDatabase.CreateAsync(await PostgreSqlServer.SharedAsync());
        await MakeRolesAsync(database);
        return database;
    }

    public static Task<string> MakeRolesAsync(ForumDatabase database) =>
        RunAsync(database, "postgres", "psql", "-X", "-q", "-f", Checkout.PathOf("deploy", "roles.sql"));

    /// <summary>The settings of a host or a command under a role.</summary>
    public static Dictionary<string, string> Settings(ForumDatabase database, string role) =>
        new(StringComparer.Ordinal)
        {
            ["Repositories:PostgreSql"] = As(database, role).ConnectionString,
            ["Demo:Enabled"] = "false",
            ["Migration:AtStart"] = "false",
        };

    /// <summary>A host in this process that serves as compose.yaml has it.</summary>
    public static ForumHost Serve(ForumDatabase database)
    {
        var host = new ForumHost { Settings = { ["Repositories:Sqlite"] = "" } };
        foreach ((string setting, string value) in Settings(database, Serving))
        {
            host.Settings[setting] = value;
        }

        return host;
    }

    /// <summary>A migrated database with a generated forum.</summary>
    public static async Task FillAsync(ForumDatabase database)
    {
        await HostProcess.RunAsync(Settings(database, Owner), "migrate");
        await HostProcess.RunAsync(Settings(database, Owner), "seed", "--posts", "400", "--users", "50");
        await MakeRolesAsync(database);
    }

    public static NpgsqlConnectionStringBuilder As(ForumDatabase database, string role) =>
        new(database.ConnectionString)
        {
            Username = role,
            Password = "of-" + role,
            Pooling = false,
        };

    /// <summary>Runs a program as a client of the database, and returns the last line that it wrote.</summary>
    public static async Task<string> RunAsync(
        ForumDatabase database,
        string role,
        string program,
        params string[] arguments
    )
    {
        NpgsqlConnectionStringBuilder connection = As(database, role);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["PGHOST"] = connection.Host,
                ["PGPORT"] = $"{connection.Port}",
                ["PGDATABASE"] = connection.Database,
                ["PGUSER"] = role,
                ["PGPASSWORD"] = connection.Password,
                ["FORUM_OWNER_PASSWORD"] = "of-" + Owner,
                ["FORUM_APP_PASSWORD"] = "of-" + Serving,
                ["BACKUP_FOLDER"] = Path.GetTempPath(),
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output + await error);
        return output.Trim().Split('\n')[^1];
    }
}
