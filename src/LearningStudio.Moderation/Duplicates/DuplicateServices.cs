using LearningStudio.Moderation.Rules.Loading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearningStudio.Moderation.Duplicates;

internal static class DuplicateServices
{
    public static void AddDuplicates(this IServiceCollection services)
    {
        services.TryAddSingleton<IFingerprintStore, InMemoryFingerprintStore>();
        services.TryAddSingleton(CreateDetector);
    }

    private static DuplicateDetector CreateDetector(IServiceProvider services) =>
        new(
            services.GetRequiredService<IFingerprintStore>(),
            services.GetRequiredService<RuleSetSource>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<IPostTexts>()
        );
}
