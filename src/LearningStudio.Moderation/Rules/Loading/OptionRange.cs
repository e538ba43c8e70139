using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Says of an option that is out of its range what it is and what it may be.</summary>
internal static class OptionRange
{
    public static void InRange<T>(this ValidateOptionsResultBuilder result, string option, T value, T min, T max)
        where T : IComparable<T>
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0))
        {
            result.AddError($"is {value} and must be from {min} to {max}.", option);
        }
    }
}
