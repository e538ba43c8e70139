using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Says of an option that is out of its range what it is and what it may be.</summary>
internal static class OptionRange
{
    public static void InRange<T>(this ValidateOptionsResultBuilder result, string option, T value, T least, T most)
        where T : IComparable<T>
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
        {
            result.AddError($"is {value} and must be from {least} to {most}.", option);
        }
    }
}
