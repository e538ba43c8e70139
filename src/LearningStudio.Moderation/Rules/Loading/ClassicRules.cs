namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>
/// The embedded rules of the classic profile. They were written for Python's <c>re</c>; where .NET's word boundary,
/// white space or case folding differ (combining marks, U+001C to U+001F, dotless and dotted i, long s) the pattern
/// spells Python's meaning out, so that both give the same hits. One difference is left: a letter beyond U+FFFF that
/// touches a keyword does not make it part of a longer word.
/// </summary>
internal static class ClassicRules
{
    public static IReadOnlyDictionary<string, SpamRule> All { get; } = Load();

    private static Dictionary<string, SpamRule> Load()
    {
        using Stream file = typeof(ClassicRules).Assembly.GetManifestResourceStream("classic.json")!;
        using var reader = new StreamReader(file);
        return RuleJson
            .Read(reader.ReadToEnd(), "classic", [])
            .ToDictionary(rule => rule.Id, rule => rule.Rule, StringComparer.OrdinalIgnoreCase);
    }
}
