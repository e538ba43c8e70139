using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.QueryBudgets.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Settings_AreBoundAndAddToTheDefaults()
    {
        using IHost host = Build([
            new("NPlusOneThreshold", "7"),
            new("MaxStatements", "40"),
            new("EveryCallSite", "true"),
            new("DataLayer:0", "Acme.Data"),
            new("IgnoredStatements:0", "SELECT 1"),
            new("IgnoredFrames:0", "Acme.Jobs"),
            new("Listeners:0", "Acme.Orm"),
            new("WatchRequests", "false"),
        ]);
        await host.StartAsync();

        QueryBudgetOptions options = host.Services.GetRequiredService<IOptions<QueryBudgetOptions>>().Value;
        (options.NPlusOneThreshold, options.MaxStatements, options.EveryCallSite).ShouldBe((7, 40, true));
        string.Join(' ', options.DataLayer.Concat(options.IgnoredStatements).Concat(options.IgnoredFrames))
            .ShouldBe("Acme.Data SELECT 1 Acme.Jobs");
        options.Listeners.ShouldBe(["LearningStudio.*", "Acme.Orm"]);
        options.WatchRequests.ShouldBeFalse();
        await host.StopAsync();
    }

    [Theory]
    [InlineData("NPlusOneThreshold", "1", "is 1 and must be from 2 to 10000")]
    [InlineData("NPlusOneThreshold", "10001", "is 10001 and must be from 2 to 10000")]
    [InlineData("MaxStatements", "-1", "is -1 and must be from 0 to 1000000")]
    [InlineData("MaxStatements", "1000001", "is 1000001 and must be from 0 to 1000000")]
    [InlineData("DataLayer:0", " ", "has a blank entry")]
    [InlineData("IgnoredStatements:0", "", "has a blank entry")]
    [InlineData("IgnoredFrames:0", " ", "has a blank entry")]
    [InlineData("Listeners:0", "", "has a blank entry")]
    [InlineData("Listeners:0", "Acme.*.Orm", "takes a * at the end")]
    [InlineData("Treshold", "5", "Budgets:Treshold is not a setting")]
    public async Task WrongSetting_StopsTheStartByItsName(string name, string value, string message)
    {
        using IHost host = Build([new(name, value)]);

        OptionsValidationException stopped = await Should.ThrowAsync<OptionsValidationException>(() =>
            host.StartAsync()
        );

        stopped.Message.ShouldContain(name.Split(':')[0]);
        stopped.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("NPlusOneThreshold", "2")]
    [InlineData("NPlusOneThreshold", "10000")]
    [InlineData("MaxStatements", "0")]
    [InlineData("MaxStatements", "1000000")]
    public async Task SettingAtItsBound_IsTaken(string name, string value)
    {
        using IHost host = Build([new(name, value)]);
        await host.StartAsync();

        QueryBudgetOptions options = host.Services.GetRequiredService<IOptions<QueryBudgetOptions>>().Value;
        $"{typeof(QueryBudgetOptions).GetProperty(name)!.GetValue(options)}".ShouldBe(value);
        await host.StopAsync();
    }

    [Fact]
    public void WrongOptionOfAScope_IsRefusedByItsName() =>
        Should
            .Throw<ArgumentException>(() => QueryScope.Begin(options: new QueryBudgetOptions { NPlusOneThreshold = 1 }))
            .Message.ShouldContain(nameof(QueryBudgetOptions.NPlusOneThreshold));

    [Fact]
    public void SecondCall_AddsNoService()
    {
        IServiceCollection once = new ServiceCollection().AddLearningStudioQueryBudgets();
        IServiceCollection twice = new ServiceCollection()
            .AddLearningStudioQueryBudgets()
            .AddLearningStudioQueryBudgets();

        twice
            .Count(service => service.ServiceType == typeof(IHostedService))
            .ShouldBe(once.Count(service => service.ServiceType == typeof(IHostedService)));
        using ServiceProvider provider = twice.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
        provider.GetServices<IHostedService>().ShouldHaveSingleItem();
    }

    private static IHost Build(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => new KeyValuePair<string, string?>($"Budgets:{setting.Key}", setting.Value))
        );
        builder.Services.AddLearningStudioQueryBudgets(builder.Configuration.GetSection("Budgets"));
        return builder.Build();
    }
}
