using LearningStudio.HostApi.Observation;

namespace LearningStudio.HostApi.Operations;

/// <summary>What the operator's endpoints need: live figures, and switches above all other settings.</summary>
internal static class OperationsExtensions
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        var settings = new SwitchSettings();
        ((IConfigurationBuilder)builder.Configuration).Add(settings);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<CacheSwitches>();
        builder.Services.AddSingleton<HostMetrics>();
        builder.Services.AddHostedService(services => services.GetRequiredService<HostMetrics>());
        builder.Services.AddHostedService<SharedDatabase>();
    }
}
