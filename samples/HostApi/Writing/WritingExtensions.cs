namespace LearningStudio.HostApi.Writing;

internal static class WritingExtensions
{
    /// <summary>What the endpoints write with.</summary>
    public static void AddWriting(this IServiceCollection services)
    {
        services.AddSingleton<WriteTargets>();
        services.AddSingleton<TextChanges>();
        services.AddSingleton<ForumWriter>();
    }
}
