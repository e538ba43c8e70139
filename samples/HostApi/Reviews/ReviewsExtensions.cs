namespace LearningStudio.HostApi.Reviews;

internal static class ReviewsExtensions
{
    /// <summary>What moderators read and decide with.</summary>
    public static void AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<ReviewWriter>();
        services.AddSingleton<DecisionHandler>();
        services.AddSingleton<ReviewQueries>();
        services.AddSingleton<ReviewActions>();
    }
}
