using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class RegistrationTests
{
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    [Theory]
    [InlineData(null, null, "Sqlite is missing, and so is PostgreSql")]
    [InlineData(" ", null, "Sqlite is missing")]
    [InlineData("Data Source=x.db", "Host=x;Password=secret", "Sqlite and PostgreSql are both given")]
    [InlineData("Data Source=:memory:", null, "Sqlite must name a file")]
    [InlineData("Data Source=x;Mode=Memory", null, "Sqlite must name a file")]
    [InlineData("Cache=Shared", null, "Sqlite must name a file")]
    [InlineData("Password=secret;Nonsense=1", null, "Sqlite is not a connection string")]
    [InlineData(null, "Database=x;Password=secret", "PostgreSql must name a host")]
    [InlineData(null, "Host=x;Password=secret;Nonsense=1", "PostgreSql is not a connection string")]
    [InlineData(null, "Host=x;Port=secret", "PostgreSql is not a connection string")]
    public async Task BadDatabase_StopsTheStartWithoutRepeatingIt(string? sqlite, string? postgreSql, string error)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLearningStudioRepositories(o => (o.Sqlite, o.PostgreSql) = (sqlite, postgreSql));
        using IHost host = builder.Build();

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        refused.Message.ShouldStartWith(error);
        refused.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("FlushInterval", "00:00:00.999", false)]
    [InlineData("FlushInterval", "00:00:01", true)]
    [InlineData("FlushInterval", "01:00:00", true)]
    [InlineData("FlushInterval", "01:00:00.001", false)]
    [InlineData("OutboxDelay", "00:00:00.099", false)]
    [InlineData("OutboxDelay", "00:00:00.1", true)]
    [InlineData("OutboxDelay", "00:01:00", true)]
    [InlineData("OutboxDelay", "00:01:00.001", false)]
    [InlineData("OutboxPollInterval", "00:00:00.019", false)]
    [InlineData("OutboxPollInterval", "00:00:00.02", true)]
    [InlineData("OutboxPollInterval", "00:00:00.5", true)]
    [InlineData("OutboxPollInterval", "00:00:00.501", false)]
    [InlineData("MaxAttempts", "0", false)]
    [InlineData("MaxAttempts", "1", true)]
    [InlineData("MaxAttempts", "20", true)]
    [InlineData("MaxAttempts", "21", false)]
    [InlineData("CursorKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", false)]
    [InlineData("CursorKey", "not base64", false)]
    [InlineData("CursorKey", Key, true)]
    [InlineData("Counters", "Deferred", true)]
    [InlineData("Counters", "2", false)]
    [InlineData("Sqlite", "Data Source=x;Mode=Memory;Cache=Shared", true)]
    public void Option_IsValidatedAtBothEndsOfItsBounds(string option, string value, bool isValid)
    {
        using ServiceProvider services = Configured(new() { ["Sqlite"] = "Data Source=x.db", [option] = value });
        var options = services.GetRequiredService<IOptions<ForumRepositoriesOptions>>();

        if (isValid)
        {
            options.Value.ShouldNotBeNull();
        }
        else
        {
            Should.Throw<OptionsValidationException>(() => options.Value).Message.ShouldStartWith(option);
        }
    }

    [Fact]
    public void DeferredCountersOfAnotherForum_AreRefused()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioRepositories(o =>
                o.UseSqlite("Data Source=x.db").UseTables(ForumTables.Machina()).Counters = CounterMode.Deferred
            )
            .BuildServiceProvider();

        Should
            .Throw<OptionsValidationException>(services.GetRequiredService<IForumRepository>)
            .Message.ShouldStartWith("Counters");
    }

    [Fact]
    public void Configuration_BindsEveryOption()
    {
        using ServiceProvider services = Configured(
            new()
            {
                ["PostgreSql"] = "Host=localhost",
                ["FlushInterval"] = "00:00:10",
                ["OutboxDelay"] = "00:00:02",
                ["OutboxPollInterval"] = "00:00:00.1",
                ["MaxAttempts"] = "7",
                ["CheckTables"] = "false",
                ["Counters"] = "Deferred",
                ["CursorKey"] = Key,
                ["Metrics"] = "false",
            }
        );
        ForumRepositoriesOptions options = services.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value;

        (options.PostgreSql, options.FlushInterval, options.MaxAttempts).ShouldBe(
            ("Host=localhost", TimeSpan.FromSeconds(10), 7)
        );
        (options.OutboxDelay, options.OutboxPollInterval).ShouldBe(
            (TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(100))
        );
        (options.CheckTables, options.Counters, options.CursorKey, options.Metrics).ShouldBe(
            (false, CounterMode.Deferred, Key, false)
        );
    }

    [Fact]
    public void Registration_IsIdempotentAndKeepsTheUsersOwn()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IUserRepository>(_ => throw new InvalidOperationException());
        services.AddLearningStudioRepositories(o => o.UseSqlite("Data Source=x.db"));
        int once = services.Count(service =>
            service.ServiceType.Namespace!.StartsWith("LearningStudio", StringComparison.Ordinal)
        );
        services.AddLearningStudioRepositories(_ => { });

        services.Count(service => service.ServiceType == typeof(IUserRepository)).ShouldBe(1);
        services.Count(service => service.ServiceType == typeof(IHostedService)).ShouldBe(2);
        services
            .Count(service => service.ServiceType.Namespace!.StartsWith("LearningStudio", StringComparison.Ordinal))
            .ShouldBe(once);
        using ServiceProvider provider = services.BuildServiceProvider();
        Should.Throw<InvalidOperationException>(provider.GetRequiredService<IUserRepository>);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public void NameOfTablesOutOfBounds_IsRefused(string name) =>
        Should.Throw<ArgumentException>(() => new ForumTables(name, _ => { }));

    private static ServiceProvider Configured(Dictionary<string, string?> values) =>
        new ServiceCollection()
            .AddLearningStudioRepositories(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .BuildServiceProvider();
}
