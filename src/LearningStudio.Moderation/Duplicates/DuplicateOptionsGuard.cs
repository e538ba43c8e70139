using LearningStudio.Moderation.Rules.Loading;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Duplicates;

/// <summary>Holds the options of duplicates against their bounds; never names the key itself.</summary>
internal static class DuplicateOptionsGuard
{
    private const int MinKey = 16;
    private const int MaxKey = 256;

    public static void Check(DuplicateOptions duplicates, ValidateOptionsResultBuilder result)
    {
        result.InRange(OptionOf(nameof(duplicates.Duplicate)), duplicates.Duplicate, 0.5, 1);
        result.InRange(OptionOf(nameof(duplicates.Near)), duplicates.Near, 0.3, 1);
        result.InRange(OptionOf(nameof(duplicates.MaxBucket)), duplicates.MaxBucket, 1, 1000);
        result.InRange(
            OptionOf(nameof(duplicates.Retention)),
            duplicates.Retention,
            TimeSpan.FromDays(1),
            TimeSpan.FromDays(3650)
        );
        if (duplicates.Near > duplicates.Duplicate)
        {
            result.AddError(
                $"is {duplicates.Near} and must not be more than Duplicate, {duplicates.Duplicate}.",
                OptionOf(nameof(duplicates.Near))
            );
        }

        if (duplicates.Key is { Length: not 0 and (< MinKey or > MaxKey) } key)
        {
            result.AddError(
                $"has {key.Length} characters and must have {MinKey} to {MaxKey}, or none.",
                OptionOf(nameof(duplicates.Key))
            );
        }
    }

    private static string OptionOf(string option) => $"Moderation:Duplicates:{option}";
}
