namespace LearningStudio.Moderation.Rules.Combining;

/// <summary>A condition over the hits of a submission, read from text; immutable.</summary>
internal sealed class Condition
{
    private readonly Func<HitCounts, int> _value;

    private Condition(Func<HitCounts, int> value, IReadOnlyList<string> rules)
    {
        _value = value;
        Rules = rules;
    }

    /// <summary>The ids of rules that it names.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <exception cref="FormatException">The text is no condition; the message says where and why.</exception>
    public static Condition Parse(string text)
    {
        var parser = new ConditionParser(text);
        Func<HitCounts, int> value = parser.ReadAll();
        return new Condition(value, parser.Rules);
    }

    public bool Holds(HitCounts counts) => _value(counts) != 0;
}
