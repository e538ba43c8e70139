using System.Text;

namespace LearningStudio.Moderation.Tests.Rules.Loading;

/// <summary>Strings of what means something in expressions, most of them no expression at all.</summary>
internal static class HostilePatterns
{
    private static readonly string[] Pieces =
    [
        .. "()[]{}*+?|^$\\.-,:=!<>#&'\"/ 0123".Select(sign => sign.ToString()),
        .. "abkKsSiIwWdDbBpPQEhRGAzZxucn".Select(letter => letter.ToString()),
        .. "\\b,\\B,\\w,\\W,\\d,\\s,\\S,\\G,\\A,\\z,\\Z,\\1,\\12,\\k<n>,\\p{L},\\P{IsGreek},\\x41,\\u0041,\\c[,\\Q,\\E,\\h".Split(
            ','
        ),
        .. "(?: (?= (?! (?<= (?<! (?> (?<n> (?'n' (?<a-b> (?(n) (?(1) (?i) (?i: (?-i) (?x) (?s-m: (?# (?P< (?R)".Split(
            ' '
        ),
        .. "*? +? ?? {2} {2,} {0,3}? {,2} {1,99} {65536} {2147483647} {99999999999} ++ *+ )+ )* ){2,}".Split(' '),
        .. "[^ [a-z] [z-a] [[:alpha:]] [a-z-[b]] [\\w-] []] [^] ()".Split(' '),
        "ſ",
        "İ",
        "\u200d",
        "\u0301",
        "\ud83d",
        "\ud83d\ude00",
        "\0",
        "\n",
        "abc",
        "casino",
    ];

    public static string Next(Random random)
    {
        var pattern = new StringBuilder();
        for (int left = random.Next(1, 25); left > 0; left--)
        {
            pattern.Append(Pieces[random.Next(Pieces.Length)]);
        }

        // Now and then something deep, or long.
        return random.Next(50) switch
        {
            0 => Repeat("(", random.Next(5_000)) + pattern + Repeat(")", random.Next(5_000)),
            1 => Repeat(pattern.ToString(), 10_000 / pattern.Length),
            2 => Repeat("(?:", 400) + pattern + Repeat(")*", 400),
            _ => pattern.ToString(),
        };
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
