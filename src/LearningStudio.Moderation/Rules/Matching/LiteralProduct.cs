namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>Multiplies the exact texts of a sequence's parts, and keeps the best requirement that comes by.</summary>
internal sealed class LiteralProduct
{
    private const int MaxTexts = 64;
    private const int MaxLength = 60;

    private IReadOnlyList<string> _run = [""];
    private IReadOnlyList<string>? _best;
    private bool _isWhole = true;

    /// <summary>All that the sequence matches; null where it could not be listed.</summary>
    public IReadOnlyList<string>? Exact => _isWhole ? _run : null;

    /// <summary>What the sequence requires; null where nothing is known, or <see cref="Exact"/> says it.</summary>
    public IReadOnlyList<string>? Required => _isWhole ? null : Better(_best, _run);

    /// <summary>The requirement of one part.</summary>
    public static IReadOnlyList<string>? RequiredBy(PatternFacts part) => part.Exact ?? part.Required;

    public void Add(PatternFacts part)
    {
        if (part.Exact is { } exact && TryMultiply(_run, exact) is { } product)
        {
            _run = product;
            return;
        }

        _isWhole = false;
        _best = Better(_best, _run);
        _best = Better(_best, part.Required);
        _run = part.Exact ?? [""];
    }

    /// <summary>The one that fewer texts meet by chance.</summary>
    public static IReadOnlyList<string>? Better(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        LiteralRarity.Compute(other) < LiteralRarity.Compute(one) ? other : one;

    private static List<string>? TryMultiply(IReadOnlyList<string> heads, IReadOnlyList<string> tails)
    {
        if (heads is [""])
        {
            return [.. tails];
        }

        if (
            (long)heads.Count * tails.Count > Math.Max(MaxTexts, heads.Count)
            || heads.Max(head => head.Length) + tails.Max(tail => tail.Length) > MaxLength
        )
        {
            return null;
        }

        return [.. heads.SelectMany(_ => tails, (head, tail) => head + tail).Distinct(StringComparer.Ordinal)];
    }
}
