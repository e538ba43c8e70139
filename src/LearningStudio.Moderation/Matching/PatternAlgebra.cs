namespace LearningStudio.Moderation.Matching;

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
        PatternFacts sum = new();
        foreach (PatternFacts part in parts)
        {
            product.Add(part);
            sum = sum with
            {
                MinLength = Sum(sum.MinLength, part.MinLength),
                MaxLength = Sum(sum.MaxLength, part.MaxLength),
                LookAhead = Math.Max(sum.LookAhead, part.LookAhead),
                Ambiguity = InARow(sum.Ambiguity, part.Ambiguity),
                Ways = sum.Ways * part.Ways,
                HasChoice = sum.HasChoice || part.HasChoice,
                EnginesDiffer = sum.EnginesDiffer || part.EnginesDiffer,
                IsEndless = sum.IsEndless || part.IsEndless,
                HasLazyEmptyLoop = sum.HasLazyEmptyLoop || part.HasLazyEmptyLoop,
            };
        }

        sum = sum with { Exact = product.Exact, Required = product.Required };
        return sum.Exact is null ? sum : Shaped(sum, parts);
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

    private static PatternFacts Shaped(PatternFacts sum, IReadOnlyList<PatternFacts> parts)
    {
        bool begins = parts[0].Shape == PatternShape.Boundary;
        bool ends = parts[^1].Shape == PatternShape.Boundary;
        PatternFacts[] inner = [.. parts.Skip(begins ? 1 : 0).SkipLast(ends ? 1 : 0)];
        if (inner.Length > 0 && inner.All(part => part.Shape == PatternShape.Plain))
        {
            return sum with
            {
                Shape = begins || ends ? PatternShape.Bounded : PatternShape.Plain,
                BeginsAtBoundary = begins,
                EndsAtBoundary = ends,
            };
        }

        return inner is [{ Shape: PatternShape.Bounded } only]
            ? sum with
            {
                Shape = PatternShape.Bounded,
                BeginsAtBoundary = begins || only.BeginsAtBoundary,
                EndsAtBoundary = ends || only.EndsAtBoundary,
            }
            : sum;
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
