using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Reviews;

namespace LearningStudio.HostApi.Writing;

internal static class WritingExtensions
{
    /// <summary>What the endpoints write with.</summary>
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddSingleton<WriteTargets>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<TextChanges>();
        services.AddSingleton<ForumWriter>();
        services.AddSingleton<ReviewWriter>();
        services.AddSingleton<DecisionHandler>();
        services.AddSingleton<ReviewQueries>();
        services.AddSingleton<ReviewActions>();
    }
}
