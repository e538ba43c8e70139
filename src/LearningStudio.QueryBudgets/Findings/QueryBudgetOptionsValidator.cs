using Microsoft.Extensions.Options;

namespace LearningStudio.QueryBudgets.Findings;

internal sealed class QueryBudgetOptionsValidator : IValidateOptions<QueryBudgetOptions>
{
    private const int MaxThreshold = 10_000;
    private const int MaxMaxStatements = 1_000_000;

    public ValidateOptionsResult Validate(string? name, QueryBudgetOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        InRange(result, nameof(options.NPlusOneThreshold), options.NPlusOneThreshold, 2, MaxThreshold);
        InRange(result, nameof(options.MaxStatements), options.MaxStatements ?? 0, 0, MaxMaxStatements);
        NotBlank(result, nameof(options.DataLayer), options.DataLayer);
        NotBlank(result, nameof(options.IgnoredStatements), options.IgnoredStatements);
        NotBlank(result, nameof(options.IgnoredFrames), options.IgnoredFrames);
        NotBlank(result, nameof(options.Listeners), options.Listeners);
        if (options.Listeners.Any(listener => listener?.TrimEnd('*').Contains('*', StringComparison.Ordinal) ?? false))
        {
            result.AddError("takes a * at the end of a name only.", nameof(options.Listeners));
        }

        return result.Build();
    }

    private static void InRange(ValidateOptionsResultBuilder result, string option, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            result.AddError($"is {value} and must be from {min} to {max}.", option);
        }
    }

    private static void NotBlank(ValidateOptionsResultBuilder result, string option, IEnumerable<string> entries)
    {
        if (entries.Any(string.IsNullOrWhiteSpace))
        {
            result.AddError("has a blank entry.", option);
        }
    }
}
