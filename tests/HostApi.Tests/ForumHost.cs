using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.HostApi.Tests;

/// <summary>The sample host over a database of its own, with a clock and a log that the test controls.</summary>
public sealed class ForumHost : WebApplicationFactory<Program>
{
    private readonly ForumHost? _owner;
    private readonly DirectoryInfo _folder;

    public ForumHost() => _folder = Directory.CreateTempSubdirectory("host-");

    /// <summary>Another host over the database of the first, with the same clock.</summary>
    public ForumHost(ForumHost owner)
    {
        _owner = owner;
        _folder = owner._folder;
        Clock = owner.Clock;
    }

    public string Environment { get; init; } = "Development";

    /// <summary>Settings over those of the host; set them before the first use.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal) { ["Demo:Enabled"] = "false" };

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using ForumDb db = Get<Func<ForumDb>>()();
        return await db.ExecuteAsync<T>(sql);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        if (!Settings.ContainsKey("Repositories:PostgreSql"))
        {
            builder.UseSetting("Repositories:Sqlite", $"Data Source={Path.Combine(_folder.FullName, "forum.db")}");
        }

        foreach ((string key, string? value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Clock));
        builder.ConfigureLogging(logging => logging.AddProvider(new FakeLoggerProvider(Logs)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_owner is null)
        {
            SqliteConnection.ClearAllPools();
            _folder.Delete(recursive: true);
        }
    }
}
