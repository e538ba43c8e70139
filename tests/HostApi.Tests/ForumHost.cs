using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.HostApi.Tests;

/// <summary>The sample host over a database of its own, with a clock and a log that the test controls.</summary>
public sealed class ForumHost : WebApplicationFactory<Program>
{
    private readonly Lazy<HostDatabase> _database;
    private readonly bool _isOwner;

    public ForumHost(Backend backend = Backend.Embedded)
    {
        _database = new Lazy<HostDatabase>(() =>
            HostDatabase.Create(backend, HasDemo || Settings["Demo:Enabled"] == "true")
        );
        _isOwner = true;
    }

    /// <summary>Another host over the database of the first, with the same clock.</summary>
    public ForumHost(ForumHost owner)
    {
        _database = owner._database;
        Clock = owner.Clock;
    }

    internal ForumHost(HostDatabase database) => _database = new Lazy<HostDatabase>(database);

    public string Environment { get; init; } = "Development";

    /// <summary>Whether its database holds the demo forum, also where the host itself may not make it.</summary>
    public bool HasDemo { get; init; }

    /// <summary>Services over those of the host.</summary>
    public Action<IServiceCollection>? MoreServices { get; init; }

    /// <summary>Settings over those of the host; set them before the first use.</summary>
    public Dictionary<string, string?> Settings { get; } =
        new(StringComparer.Ordinal)
        {
            ["Demo:Enabled"] = "false",
            ["Shutdown:Delay"] = "00:00:00",
            ["Warming:Enabled"] = "false",
        };

    public FakeTimeProvider Clock { get; init; } = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    /// <summary>A client for which time passes while it waits long.</summary>
    public new HttpClient CreateClient() =>
        CreateDefaultClient(ClientOptions.BaseAddress, new RedirectHandler(), new MovingClock(Clock));

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using ForumDb db = Get<Func<ForumDb>>()();
        return await db.ExecuteAsync<T>(sql);
    }

    /// <summary>Has the host listen on a port of this machine, for what is no client of the test's; before its first use.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        foreach ((string key, string? value) in _database.Value.Settings)
        {
            builder.UseSetting(key, value);
        }

        foreach ((string key, string? value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            MoreServices?.Invoke(services);
        });
        builder.ConfigureLogging(logging => logging.AddProvider(new FakeLoggerProvider(Logs)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_isOwner && _database.IsValueCreated)
        {
            _database.Value.Dispose();
        }
    }
}
