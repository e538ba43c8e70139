namespace LearningStudio.Moderation.Rules.Combining;

/// <summary>A condition and what follows from it; a copy of its options.</summary>
internal sealed class CompiledCombination(string id, RuleCombination combination, Condition condition)
{
    public string Id => id;

    public Condition Condition => condition;

    public string Text { get; } = combination.When;

    public double Weight { get; } = combination.Weight;

    public ModerationAction? Action { get; } = combination.Action;

    public RuleState State { get; } = combination.State;

    /// <summary>What is wrong with a condition; null where it was made.</summary>
    public static string? TryCompile(
        string id,
        RuleCombination combination,
        Predicate<string> isRule,
        out CompiledCombination? compiled
    )
    {
        const int MaxLength = 2_000;
        const double MaxWeight = 100;
        compiled = null;
        if (!(Math.Abs(combination.Weight) <= MaxWeight))
        {
            return $"Weight must be from {-MaxWeight} to {MaxWeight}.";
        }

        if (combination.When.Length is 0 or > MaxLength)
        {
            return $"When must have 1 to {MaxLength} characters.";
        }

        try
        {
            var condition = Condition.Parse(combination.When);
            if (condition.Rules.FirstOrDefault(rule => !isRule(rule)) is { } unknown)
            {
                return $"When names {unknown}, which is no rule in force: mend the name, or remove the condition.";
            }

            compiled = new CompiledCombination(id, combination, condition);
            return null;
        }
        catch (FormatException exception)
        {
            return $"When {exception.Message}";
        }
    }
}
