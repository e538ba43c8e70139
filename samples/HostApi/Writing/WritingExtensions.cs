using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Reviews;

namespace LearningStudio.HostApi.Writing;

internal static class WritingExtensions
{
    /// <summary>What the endpoints write with.</summary>
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddSingleton<OpenTargets>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<TextChanges>();
        services.AddSingleton<ForumWriter>();
        services.AddSingleton<ReviewWriter>();
        services.AddSingleton<ReviewEffects>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton<ReviewSteps>();
    }
}
