using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Duplicates;

internal static class DuplicateServices
{
    public static void AddDuplicates(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ModerationOptions>, DuplicateOptionsValidator>()
        );
        services.TryAddSingleton<IFingerprintStore, InMemoryFingerprintStore>();
        services.TryAddSingleton<DuplicateDetector>();
    }
}
