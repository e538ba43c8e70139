namespace LearningStudio.Caching.Invalidation;

/// <summary>What one invalidation concerns.</summary>
/// <param name="Kind">How <paramref name="Text"/> is meant.</param>
/// <param name="Text">The key, pattern or tag; empty for everything.</param>
internal readonly record struct InvalidationTarget(InvalidationKind Kind, string Text)
{
    private const string EverythingMember = "*";

    public static InvalidationTarget Everything { get; } = new(InvalidationKind.Everything, "");

    public static InvalidationTarget ForKey(string key) => new(InvalidationKind.Key, key);

    /// <summary>A pattern; the one that matches every key is everything.</summary>
    public static InvalidationTarget ForPattern(string pattern) =>
        pattern is EverythingMember ? Everything : new(InvalidationKind.Pattern, pattern);

    public static InvalidationTarget ForTag(string tag) =>
        tag is EverythingMember ? Everything : new(InvalidationKind.Tag, tag);

    /// <summary>The parsed form of a pattern; null for every other kind.</summary>
    public GlobPattern? ParsePattern() => Kind is InvalidationKind.Pattern ? GlobPattern.Parse(Text) : null;

    /// <summary>Its form in Redis: a member of a sorted set, or of a message.</summary>
    public string ToMember() => Kind is InvalidationKind.Everything ? EverythingMember : $"{(char)Kind}:{Text}";

    public static bool TryParseMember(string member, out InvalidationTarget invalidation)
    {
        if (member is EverythingMember)
        {
            invalidation = Everything;
            return true;
        }

        var kind = (InvalidationKind)(member.Length > 1 && member[1] == ':' ? member[0] : '\0');
        invalidation = new InvalidationTarget(kind, member.Length > 1 ? member[2..] : "");
        return kind
            is InvalidationKind.Key
                or InvalidationKind.Pattern
                or InvalidationKind.Tag
                or InvalidationKind.Slots;
    }
}
