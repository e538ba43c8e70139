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
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var product = new LiteralProduct();
        var facts = new PatternFacts();
        foreach (PatternFacts part in parts)
        {
            product.Add(part);
            facts = facts.Merge(part);
        }

        (PatternShape shape, bool begins, bool ends) = product.Exact is null ? default : ShapeOf(parts);
        return facts with
        {
            Exact = product.Exact,
            Required = product.Required,
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

    public static PatternFacts Repetition(PatternFacts body, int min, int max, bool isLazy)
    {
        bool loops = max > 1;
        bool emptyLoop = loops && body.MinLength == 0;
        var facts = new PatternFacts
        {
            MinLength = Product(body.MinLength, min),
            MaxLength = Product(body.MaxLength, max),
            LookAhead = body.LookAhead,
            Ambiguity = Repeated(body, min, max),
            Ways = WaysOf(body, min, max),
            HasChoice = body.HasChoice || min != max,
            EnginesDiffer = body.EnginesDiffer || emptyLoop || (isLazy && min != max),
            HasLazyEmptyLoop = body.HasLazyEmptyLoop || (emptyLoop && isLazy),
            IsEndless = body.IsEndless || (loops && body.HasLazyEmptyLoop),
            Required = min == 0 ? null : LiteralProduct.RequiredBy(body),
        };
        return body is { Exact: not null, Shape: PatternShape.Plain or PatternShape.Other } && max <= MaxCopies
            ? Expanded(facts, body, min, max, isLazy)
            : facts;
    }

    private static PatternFacts Expanded(PatternFacts facts, PatternFacts body, int min, int max, bool isLazy)
    {
        var counts = Enumerable.Range(min, max - min + 1);
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
                return min == 0 ? facts : facts with { Required = product.Required ?? facts.Required };
            }

            all.AddRange(count == 0 ? [""] : product.Exact!);
        }

        // Repeating what has texts of several lengths is not tried in the order of this list.
        bool isOrdered = max == 1 || body.IsFixedLength;
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

    // Up to a few dozen steps a bound is as good as none needed; past that it is counted as a repetition without.
    private static Ambiguity Repeated(PatternFacts body, int min, int max)
    {
        const int Few = 64;
        bool isVariable = !body.IsFixedLength || body.HasChoice || body.Ambiguity != Ambiguity.None;
        bool isLong = max == PatternFacts.Unbounded || Product(body.MaxLength, max) > Few;
        return (max > 1, isLong, isVariable) switch
        {
            (true, true, true) => Ambiguity.Exponential,
            (true, true, false) when min != max => (Ambiguity)Math.Max((int)Ambiguity.Single, (int)body.Ambiguity),
            _ => body.Ambiguity,
        };
    }

    private static double WaysOf(PatternFacts body, int min, int max) =>
        max == PatternFacts.Unbounded ? body.Ways : (max - min + 1) * Math.Pow(body.Ways, Math.Max(max, 1));

    private static int Product(int length, int count) =>
        length == 0 || count == 0 ? 0 : (int)Math.Min((long)length * count, PatternFacts.Unbounded);
}
