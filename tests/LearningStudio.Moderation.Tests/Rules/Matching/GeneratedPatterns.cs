using System.Text;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

/// <summary>Makes patterns, and texts that have a fair chance to hold their matches.</summary>
internal sealed class GeneratedPatterns(int seed)
{
    private static readonly string[] Alphabet =
    [
        "a",
        "b",
        "c",
        "k",
        "s",
        "i",
        "I",
        "K",
        " ",
        ".",
        "-",
        "1",
        "ß",
        "İ",
        "ı",
        "ſ",
        "\u212a",
        "µ",
        "μ",
        "é",
        "e\u0301",
        "я",
        "Я",
        "\u200d",
        "\ud83d\ude00",
        "\ud83d",
        "\u05d0",
        "\0",
        "\n",
        "_",
        "abc",
        "casino",
        "buy",
        "STRASSE",
        "straße",
        "ki",
    ];

    private static readonly string[] Classes =
    [
        @"\w",
        @"\W",
        @"\d",
        @"\s",
        ".",
        "[abc]",
        "[^a]",
        "[a-z]",
        "[iıİ]",
        "[sſ]",
        "[0-9.-]",
        "[]a]",
        @"[\d_]",
        @"\p{L}",
        @"[\w-]",
        "[a-c-]",
    ];

    private static readonly string[] Anchors =
    [
        @"\b",
        @"\b",
        @"\b",
        @"\B",
        "^",
        "$",
        @"\z",
        @"\A",
        "(?=a)",
        "(?!b)",
        "(?<=c)",
        "(?<!k)",
        "(?=abc)",
        "(?<=abc )",
        "(?i)",
        "(?#x)",
    ];

    private static readonly string[] Quantifiers =
    [
        "?",
        "*",
        "+",
        "??",
        "*?",
        "+?",
        "{2}",
        "{0,2}",
        "{1,3}",
        "{2,}",
        "{0,20}",
        "{1,2}?",
        "{0}",
    ];

    private readonly Random _random = new(seed);

    public string Pattern()
    {
        string pattern = Alternation(3);
        return _random.Next(4) == 0 ? $@"\b(?:{pattern})\b" : pattern;
    }

    public string Text()
    {
        var text = new StringBuilder();
        int length = _random.Next(1, 40);
        for (int i = 0; i < length; i++)
        {
            text.Append(Pick(Alphabet));
        }

        return text.ToString();
    }

    private string Alternation(int depth)
    {
        int branches = _random.Next(5) == 0 ? _random.Next(2, 4) : 1;
        return string.Join('|', Enumerable.Range(0, branches).Select(_ => Sequence(depth)));
    }

    private string Sequence(int depth)
    {
        var sequence = new StringBuilder();
        int length = _random.Next(1, 5);
        for (int i = 0; i < length; i++)
        {
            sequence.Append(Part(depth));
        }

        return sequence.ToString();
    }

    private string Part(int depth)
    {
        switch (_random.Next(10))
        {
            case 0:
                return Pick(Anchors);
            case 1 or 2:
                return Quantified(Pick(Classes));
            case 3 or 4 when depth > 0:
                string open = Pick(["(", "(?:", "(?<n>", "(?>", "(?i:"]);
                return Quantified($"{open}{Alternation(depth - 1)})");
            default:
                string literal = System.Text.RegularExpressions.Regex.Escape(Pick(Alphabet));
                return literal.Length == 1 && _random.Next(6) == 0 ? literal + Pick(Quantifiers) : literal;
        }
    }

    private string Quantified(string atom) => _random.Next(3) == 0 ? atom + Pick(Quantifiers) : atom;

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
