using LearningStudio.HostApi.Reviews;

namespace LearningStudio.HostApi.Writing;

internal static class WritingExtensions
{
    /// <summary>What the endpoints write with.</summary>
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddSingleton<OpenTargets>();
        services.AddSingleton<ForumWriter>();
        services.AddSingleton<ReviewWriter>();
        services.AddSingleton<ReviewEffects>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton<ReviewSteps>();
    }
}
