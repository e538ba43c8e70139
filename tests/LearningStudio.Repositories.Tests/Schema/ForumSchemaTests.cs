using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class ForumSchemaTests
{
    [Fact]
    public async Task Migration_RunsOnce()
    {
        var database = new ForumDatabase();

        (await database.Get<ForumSchema>().MigrateAsync()).Count.ShouldBe(2);
        (await database.Get<ForumSchema>().MigrateAsync()).ShouldBeEmpty();

        await database.DisposeAsync();
    }

    [Fact]
    public async Task FailedMigration_IsNamed()
    {
        var database = new ForumDatabase();
        Directory.CreateDirectory(
            Path.GetDirectoryName(
                new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(
                    database.Get<IOptions<ForumRepositoriesOptions>>().Value.Sqlite
                ).DataSource
            )!
        );
        await database.ExecuteAsync("CREATE TABLE topics (x)");

        var failed = await Should.ThrowAsync<InvalidOperationException>(() =>
            database.Get<ForumSchema>().MigrateAsync()
        );

        failed.Message.ShouldContain("0001-forum");
        (await database.ScalarAsync<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'users'")).ShouldBe(0);
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData(" ", "is missing")]
    [InlineData("Data Source=:memory:", "must name a file")]
    [InlineData("Data Source=x;Mode=Memory", "must name a file")]
    [InlineData("Cache=Shared", "must name a file")]
    [InlineData("Password=secret;Nonsense=1", "is not a connection string")]
    public async Task BadConnectionString_StopsTheStartWithoutRepeatingIt(string? value, string error)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLearningStudioRepositories(o => o.Sqlite = value);
        using IHost host = builder.Build();

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        refused.Message.ShouldStartWith("Sqlite " + error);
        refused.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void Registration_IsIdempotentAndKeepsTheUsersOwn()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IUserRepository>(_ => throw new InvalidOperationException());
        services.AddLearningStudioRepositories(o => o.UseSqlite("Data Source=x.db"));
        services.AddLearningStudioRepositories(_ => { });

        services.Count(service => service.ServiceType == typeof(IUserRepository)).ShouldBe(1);
        services.Count(service => service.ServiceType == typeof(IForumRepository)).ShouldBe(1);
        using ServiceProvider provider = services.BuildServiceProvider();
        Should.Throw<InvalidOperationException>(provider.GetRequiredService<IUserRepository>);
    }
}
