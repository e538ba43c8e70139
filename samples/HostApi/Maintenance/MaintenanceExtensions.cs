namespace LearningStudio.HostApi.Maintenance;

internal static class MaintenanceExtensions
{
    /// <summary>Deletes once in a while what is no longer needed.</summary>
    public static void AddMaintenance(this IServiceCollection services)
    {
        services.AddHostedService<FingerprintExpiry>();
        services.AddHostedService<ReviewMaintenance>();
    }
}
