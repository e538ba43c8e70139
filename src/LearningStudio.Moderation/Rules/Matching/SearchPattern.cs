using System.Text.RegularExpressions;

namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>A pattern that is searched: how, by which engine, and whether it still may.</summary>
/// <remarks>Thread-safe. A pattern that ran out of time <see cref="MaxFailures"/> times is disabled for good.</remarks>
internal sealed class SearchPattern
{
    public const int MaxFailures = 3;

    // Past this a window is no smaller than most texts.
    private const int MaxWindow = 1_000;
    private const double MaxWays = 50_000;

    private readonly string _pattern;
    private readonly RegexOptions _options;
    private readonly TimeSpan _timeout;
    private readonly PatternFacts _facts;
    private Regex? _regex;
    private int _failures;

    /// <exception cref="RegexParseException">The pattern is not a .NET regular expression.</exception>
    public SearchPattern(string pattern, bool matchCase, TimeSpan timeout)
    {
        _pattern = pattern;
        _options = RegexOptions.CultureInvariant | (matchCase ? RegexOptions.None : RegexOptions.IgnoreCase);
        _timeout = timeout;
        Regex? regex = SimpleSyntax.IsCertainlyValid(pattern) ? null : new Regex(pattern, _options, timeout);
        PatternFacts? facts = PatternReader.TryRead(pattern);
        _facts = facts ?? new PatternFacts { MaxLength = PatternFacts.Unbounded, Ambiguity = Ambiguity.Exponential };
        IReadOnlyList<string>? literals = _facts.Exact ?? _facts.Required;
        Literals = double.IsFinite(LiteralRarity.Compute(literals)) ? literals : null;
        Plan = PlanOf(_facts, Literals, matchCase);
        // An expression that is not asked is built again if it ever is; most are not.
        _regex = IsRisky ? null : regex;
    }

    public string Text => _pattern;

    /// <summary>Literals of which each match holds one; null where there are none to go by.</summary>
    public IReadOnlyList<string>? Literals { get; }

    public SearchPlan Plan { get; }

    public bool BeginsAtBoundary => _facts.BeginsAtBoundary;

    public bool EndsAtBoundary => _facts.EndsAtBoundary;

    public int MaxLength => _facts.MaxLength;

    /// <summary>How far the expression has to see beyond the start of a literal.</summary>
    public long Reach => (long)_facts.MaxLength + _facts.LookAhead + 2;

    /// <summary>Whether backtracking may take more than time in proportion to the square of a text.</summary>
    public bool IsRisky => _facts.Ambiguity >= Ambiguity.Polynomial || _facts.Ways > MaxWays;

    /// <summary>How backtracking grows with the text at worst; exponential where the pattern could not be read.</summary>
    public Ambiguity Ambiguity => _facts.Ambiguity;

    /// <summary>Whether a search may take all memory, whatever its time.</summary>
    public bool IsEndless => _facts.IsEndless;

    /// <summary>Whether only backtracking can search it.</summary>
    public bool Backtracks => !Expression.Options.HasFlag(RegexOptions.NonBacktracking);

    public bool IsDisabled => Volatile.Read(ref _failures) >= MaxFailures;

    public Regex Expression => Volatile.Read(ref _regex) ?? BuildExpression();

    /// <summary>Counts a search that ran out of time.</summary>
    /// <returns>Whether this one disabled the pattern.</returns>
    public bool Fail() => Interlocked.Increment(ref _failures) == MaxFailures;

    private static SearchPlan PlanOf(PatternFacts facts, IReadOnlyList<string>? literals, bool matchCase)
    {
        if (literals is null)
        {
            return SearchPlan.Always;
        }

        if (facts.Shape is PatternShape.Plain or PatternShape.Bounded && !matchCase)
        {
            return SearchPlan.Literals;
        }

        return (long)facts.MaxLength + facts.LookAhead <= MaxWindow ? SearchPlan.Window : SearchPlan.Whole;
    }

    // Linear time where backtracking might take long, and where both engines find the same.
    private Regex BuildExpression()
    {
        Regex regex =
            (IsRisky && !_facts.EnginesDiffer ? TryBuildLinear() : null) ?? new Regex(_pattern, _options, _timeout);
        return Interlocked.CompareExchange(ref _regex, regex, null) ?? regex;
    }

    private Regex? TryBuildLinear()
    {
        try
        {
            return new Regex(_pattern, _options | RegexOptions.NonBacktracking, _timeout);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
