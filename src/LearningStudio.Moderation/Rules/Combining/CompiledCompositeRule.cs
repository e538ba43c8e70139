namespace LearningStudio.Moderation.Rules.Combining;

/// <summary>A condition and what follows from it; a copy of its options.</summary>
internal sealed class CompiledCompositeRule(string id, CompositeRule composite, Condition condition)
{
    public string Id => id;

    public Condition Condition => condition;

    public string Text { get; } = composite.When;

    public double Weight { get; } = composite.Weight;

    public ModerationAction? Action { get; } = composite.Action;

    public RuleState State { get; } = composite.State;

    /// <summary>What is wrong with a condition; null where it was made.</summary>
    public static string? TryCompile(
        string id,
        CompositeRule composite,
        Predicate<string> isRule,
        out CompiledCompositeRule? compiled
    )
    {
        const int MaxLength = 2_000;
        const double MaxWeight = 100;
        compiled = null;
        if (!(Math.Abs(composite.Weight) <= MaxWeight))
        {
            return $"Weight must be from {-MaxWeight} to {MaxWeight}.";
        }

        if (composite.When.Length is 0 or > MaxLength)
        {
            return $"When must have 1 to {MaxLength} characters.";
        }

        try
        {
            var condition = Condition.Parse(composite.When);
            if (condition.Rules.FirstOrDefault(rule => !isRule(rule)) is { } unknown)
            {
                return $"When names {unknown}, which is no rule in force: mend the name, or remove the condition.";
            }

            compiled = new CompiledCompositeRule(id, composite, condition);
            return null;
        }
        catch (FormatException exception)
        {
            return $"When {exception.Message}";
        }
    }
}
