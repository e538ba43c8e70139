namespace LearningStudio.Moderation.Rules.Matching;

// Rule: what a pattern requires, from what its parts require: a sequence multiplies exact texts, an alternation unites
//   them, what may be left out requires nothing, anchors and lookarounds add nothing. Where a product grows too large,
//   the factors so far become a requirement and a new product begins.
// Source: the prefilters of RE2's FilteredRE2 (github.com/google/re2, prefilter.h), with sets in place of trees.
internal static class PatternAlgebra
{
    private const int MaxProduct = 64;
    private const int MaxUnion = 2_000;
    private const int MaxCopies = 8;

    public static PatternFacts Sequence(IReadOnlyList<PatternFacts> parts)
    {
        return parts.Count == 1 ? parts[0] : Sum(parts);
    }

    private static PatternFacts Sum(IReadOnlyList<PatternFacts> parts)
    {
        var product = new LiteralProduct();
        (int minLength, int maxLength, int lookAhead, double ways) = (0, 0, 0, 1);
        Ambiguity ambiguity = Ambiguity.None;
        (bool hasChoice, bool enginesDiffer, bool isEndless, bool hasLazyEmptyLoop) = (false, false, false, false);
        foreach (PatternFacts part in parts)
        {
            product.Add(part);
            minLength = Sum(minLength, part.MinLength);
            maxLength = Sum(maxLength, part.MaxLength);
            lookAhead = Math.Max(lookAhead, part.LookAhead);
            ways *= part.Ways;
            ambiguity = InARow(ambiguity, part.Ambiguity);
            hasChoice |= part.HasChoice;
            enginesDiffer |= part.EnginesDiffer;
            isEndless |= part.IsEndless;
            hasLazyEmptyLoop |= part.HasLazyEmptyLoop;
        }

        (PatternShape shape, bool begins, bool ends) = product.Exact is null ? default : ShapeOf(parts);
        return new PatternFacts
        {
            Exact = product.Exact,
            Required = product.Required,
            MinLength = minLength,
            MaxLength = maxLength,
            LookAhead = lookAhead,
            Ways = ways,
            Ambiguity = ambiguity,
            HasChoice = hasChoice,
            EnginesDiffer = enginesDiffer,
            IsEndless = isEndless,
            HasLazyEmptyLoop = hasLazyEmptyLoop,
            Shape = shape,
            BeginsAtBoundary = begins,
            EndsAtBoundary = ends,
        };
    }

    public static PatternFacts Alternation(IReadOnlyList<PatternFacts> branches)
    {
        if (branches.Count == 1)
        {
            return branches[0];
        }

        string[]? exact = Union(branches.Select(branch => branch.Exact));
        int exactCount = branches.Sum(branch => branch.Exact?.Count ?? 0);
        return new PatternFacts
        {
            Exact = exact,
            Required = exact is null ? Union(branches.Select(LiteralProduct.RequiredBy)) : null,
            MinLength = branches.Min(branch => branch.MinLength),
            MaxLength = branches.Max(branch => branch.MaxLength),
            LookAhead = branches.Max(branch => branch.LookAhead),
            Ambiguity = branches.Max(branch => branch.Ambiguity),
            Ways = branches.Sum(branch => branch.Ways),
            HasChoice =
                exact is null || exact.Length < exactCount || !exact.All(text => text.Length == exact[0].Length),
            EnginesDiffer = branches.Any(branch => branch.EnginesDiffer),
            IsEndless = branches.Any(branch => branch.IsEndless),
            HasLazyEmptyLoop = branches.Any(branch => branch.HasLazyEmptyLoop),
            Shape =
                exact is not null && branches.All(branch => branch.Shape == PatternShape.Plain)
                    ? PatternShape.Plain
                    : PatternShape.Other,
        };
    }

    public static PatternFacts Repetition(PatternFacts body, int least, int most, bool isLazy)
    {
        bool loops = most > 1;
        bool emptyLoop = loops && body.MinLength == 0;
        var facts = new PatternFacts
        {
            MinLength = Product(body.MinLength, least),
            MaxLength = Product(body.MaxLength, most),
            LookAhead = body.LookAhead,
            Ambiguity = Repeated(body, least, most),
            Ways = WaysOf(body, least, most),
            HasChoice = body.HasChoice || least != most,
            EnginesDiffer = body.EnginesDiffer || emptyLoop || (isLazy && least != most),
            HasLazyEmptyLoop = body.HasLazyEmptyLoop || (emptyLoop && isLazy),
            IsEndless = body.IsEndless || (loops && body.HasLazyEmptyLoop),
            Required = least == 0 ? null : LiteralProduct.RequiredBy(body),
        };
        return body is { Exact: not null, Shape: PatternShape.Plain or PatternShape.Other } && most <= MaxCopies
            ? Expanded(facts, body, least, most, isLazy)
            : facts;
    }

    private static PatternFacts Expanded(PatternFacts facts, PatternFacts body, int least, int most, bool isLazy)
    {
        var counts = Enumerable.Range(least, most - least + 1);
        var all = new List<string>();
        foreach (int count in isLazy ? counts : counts.Reverse())
        {
            var product = new LiteralProduct();
            for (int i = 0; i < count; i++)
            {
                product.Add(body);
            }

            if (count > 0 && product.Exact is null)
            {
                // A required repetition still requires what fits.
                return least == 0 ? facts : facts with { Required = product.Required ?? facts.Required };
            }

            all.AddRange(count == 0 ? [""] : product.Exact!);
        }

        // Repeating what has texts of several lengths is not tried in the order of this list.
        bool isOrdered = most == 1 || body.IsFixedLength;
        return all.Count > MaxProduct
            ? facts
            : facts with
            {
                Exact = [.. all.Distinct(StringComparer.Ordinal)],
                Required = null,
                Shape = isOrdered ? body.Shape : PatternShape.Other,
            };
    }

    private static (PatternShape Shape, bool BeginsAtBoundary, bool EndsAtBoundary) ShapeOf(
        IReadOnlyList<PatternFacts> parts
    )
    {
        bool begins = parts[0].Shape == PatternShape.Boundary;
        bool ends = parts[^1].Shape == PatternShape.Boundary;
        int first = begins ? 1 : 0;
        int last = parts.Count - (ends ? 2 : 1);
        if (first == last && parts[first] is { Shape: PatternShape.Bounded } only)
        {
            return (PatternShape.Bounded, begins || only.BeginsAtBoundary, ends || only.EndsAtBoundary);
        }

        for (int i = first; i <= last; i++)
        {
            if (parts[i].Shape != PatternShape.Plain)
            {
                return default;
            }
        }

        return first > last ? default : (begins || ends ? PatternShape.Bounded : PatternShape.Plain, begins, ends);
    }

    private static string[]? Union(IEnumerable<IReadOnlyList<string>?> sets)
    {
        var all = new List<string>();
        foreach (IReadOnlyList<string>? set in sets)
        {
            if (set is null || all.Count + set.Count > MaxUnion)
            {
                return null;
            }

            all.AddRange(set);
        }

        return [.. all.Distinct(StringComparer.Ordinal)];
    }

    private static Ambiguity InARow(Ambiguity one, Ambiguity other) =>
        one >= Ambiguity.Single && other >= Ambiguity.Single
            ? (Ambiguity)Math.Max((int)Ambiguity.Polynomial, Math.Max((int)one, (int)other))
            : (Ambiguity)Math.Max((int)one, (int)other);

    // Up to a few dozen steps a bound is as good as none needed; past that it is counted as a repetition without.
    private static Ambiguity Repeated(PatternFacts body, int least, int most)
    {
        const int Few = 64;
        bool isVariable = !body.IsFixedLength || body.HasChoice || body.Ambiguity != Ambiguity.None;
        bool isLong = most == PatternFacts.Unbounded || Product(body.MaxLength, most) > Few;
        return (most > 1, isLong, isVariable) switch
        {
            (true, true, true) => Ambiguity.Exponential,
            (true, true, false) when least != most => (Ambiguity)Math.Max((int)Ambiguity.Single, (int)body.Ambiguity),
            _ => body.Ambiguity,
        };
    }

    private static double WaysOf(PatternFacts body, int least, int most) =>
        most == PatternFacts.Unbounded ? body.Ways : (most - least + 1) * Math.Pow(body.Ways, Math.Max(most, 1));

    internal static int Sum(int one, int other) => (int)Math.Min((long)one + other, PatternFacts.Unbounded);

    private static int Product(int length, int count) =>
        length == 0 || count == 0 ? 0 : (int)Math.Min((long)length * count, PatternFacts.Unbounded);
}
