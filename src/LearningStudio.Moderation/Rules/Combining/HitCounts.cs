namespace LearningStudio.Moderation.Rules.Combining;

/// <summary>What a condition may ask for.</summary>
/// <param name="trustLevel">The author's trust level.</param>
internal sealed class HitCounts(int trustLevel)
{
    private readonly Dictionary<string, int> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _categories = new(StringComparer.OrdinalIgnoreCase);

    public int TrustLevel => trustLevel;

    /// <summary>1 if the rule hit the submission anywhere, else 0.</summary>
    public int OfRule(string id) => _rules.GetValueOrDefault(id);

    /// <summary>How many rules of a category hit.</summary>
    public int OfCategory(string category) => _categories.GetValueOrDefault(category);

    public void Add(string ruleId, string category)
    {
        if (_rules.TryAdd(ruleId, 1))
        {
            _categories[category] = OfCategory(category) + 1;
        }
    }
}
