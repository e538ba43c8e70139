namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>What is known of every match of a pattern, or of a part of one.</summary>
/// <remarks>Lengths are in UTF-16 code units; literals are folded by <see cref="CaseFolding"/>. Immutable.</remarks>
internal sealed record PatternFacts
{
    /// <summary>More than any text has.</summary>
    public const int Unbounded = int.MaxValue;

    /// <summary>Matches nothing, anywhere.</summary>
    public static PatternFacts Empty { get; } = new() { Exact = [""], Shape = PatternShape.Plain };

    /// <summary>
    /// Everything that it matches, in the order in which backtracking tries it; null where that is too much to list.
    /// </summary>
    public IReadOnlyList<string>? Exact { get; init; }

    /// <summary>Literals of which each match holds at least one; null where none are known.</summary>
    public IReadOnlyList<string>? Required { get; init; }

    public int MinLength { get; init; }

    /// <summary>The longest match; <see cref="Unbounded"/> where there is none.</summary>
    public int MaxLength { get; init; }

    /// <summary>How far beyond its end a match depends on the text.</summary>
    public int LookAhead { get; init; }

    public PatternShape Shape { get; init; }

    public bool BeginsAtBoundary { get; init; }

    public bool EndsAtBoundary { get; init; }

    /// <summary>Unbounded repetitions in a row or in one another multiply the ways in which a text can be read.</summary>
    public Ambiguity Ambiguity { get; init; }

    /// <summary>In how many ways bounded repetitions and alternations can be read from one position, about.</summary>
    public double Ways { get; init; } = 1;

    /// <summary>Whether one text may be read in more than one way, or have several lengths.</summary>
    public bool HasChoice { get; init; }

    /// <summary>
    /// Whether what may be empty is repeated, or a repetition is lazy: the linear engine finds other matches then, or
    /// misses some (seen in .NET 10.0).
    /// </summary>
    public bool EnginesDiffer { get; init; }

    /// <summary>Whether a lazy repetition of what may be empty stands within another repetition.</summary>
    public bool IsEndless { get; init; }

    /// <summary>Whether a lazy repetition of what may be empty is in it.</summary>
    public bool HasLazyEmptyLoop { get; init; }

    public bool IsFixedLength => MinLength == MaxLength;

    /// <summary>The sum of two lengths, at most <see cref="Unbounded"/>.</summary>
    public static int AddLengths(int one, int other) => (int)Math.Min((long)one + other, Unbounded);

    /// <summary>
    /// The facts of this part followed by another. Literals, shape and boundaries depend on the whole sequence and are not
    /// merged.
    /// </summary>
    public PatternFacts Merge(PatternFacts next) =>
        new()
        {
            MinLength = AddLengths(MinLength, next.MinLength),
            MaxLength = AddLengths(MaxLength, next.MaxLength),
            LookAhead = Math.Max(LookAhead, next.LookAhead),
            Ambiguity = InARow(Ambiguity, next.Ambiguity),
            Ways = Ways * next.Ways,
            HasChoice = HasChoice || next.HasChoice,
            EnginesDiffer = EnginesDiffer || next.EnginesDiffer,
            IsEndless = IsEndless || next.IsEndless,
            HasLazyEmptyLoop = HasLazyEmptyLoop || next.HasLazyEmptyLoop,
        };

    private static Ambiguity InARow(Ambiguity one, Ambiguity other) =>
        one >= Ambiguity.Single && other >= Ambiguity.Single
            ? (Ambiguity)Math.Max((int)Ambiguity.Polynomial, Math.Max((int)one, (int)other))
            : (Ambiguity)Math.Max((int)one, (int)other);
}
