using System.Text.RegularExpressions;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Recognises patterns of other dialects, which fail here or, worse, mean something else.</summary>
internal static partial class DialectHints
{
    /// <summary>What to write instead; null where nothing is recognised.</summary>
    public static string? For(string pattern)
    {
        if (PosixClass.IsMatch(pattern))
        {
            return "POSIX classes as [[:alpha:]] do not exist here: write \\p{L}, \\d, \\s or \\w";
        }

        if (PythonGroup.IsMatch(pattern))
        {
            return "named groups are (?<name>...) and \\k<name> here, not (?P<name>...) and (?P=name)";
        }

        if (Recursion.IsMatch(pattern))
        {
            return "recursion and calls of groups do not exist here";
        }

        if (Script.IsMatch(pattern))
        {
            return "scripts do not exist here: write a Unicode block, \\p{IsCyrillic} or \\p{IsCJKUnifiedIdeographs}";
        }

        if (Unknown.Match(pattern) is { Success: true } escape)
        {
            return escape.ValueSpan[^1] switch
            {
                'h' => "\\h does not exist here: write [ \\t\\u00a0]",
                'H' => "\\H does not exist here: write [^ \\t\\u00a0]",
                'R' => "\\R does not exist here: write (?:\\r\\n|[\\r\\n])",
                'K' => "\\K does not exist here: use a lookbehind, (?<=...)",
                'X' => "\\X does not exist here: write \\P{M}\\p{M}*",
                _ => "\\Q...\\E does not exist here: use the kind Literal",
            };
        }

        return Possessive.IsMatch(pattern) ? "possessive quantifiers do not exist here: write (?>a*) for a*+" : null;
    }

    /// <summary>Whether the pattern is valid here but was meant otherwise.</summary>
    public static bool MeansSomethingElse(string pattern) => PosixClass.IsMatch(pattern);

    [GeneratedRegex(@"\[\[:\^?[a-z]+:\]|\[[^\]]*\[:\^?[a-z]+:\][^\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex PosixClass { get; }

    [GeneratedRegex(@"\(\?P[<=]", RegexOptions.None, 1000)]
    private static partial Regex PythonGroup { get; }

    [GeneratedRegex(@"\(\?(?:R|P>|&|\d)|\\g[<'{\d]", RegexOptions.None, 1000)]
    private static partial Regex Recursion { get; }

    [GeneratedRegex(@"\\[pP]\{(?:Script|sc|scx)=", RegexOptions.None, 1000)]
    private static partial Regex Script { get; }

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\\[hHRKXQ]", RegexOptions.None, 1000)]
    private static partial Regex Unknown { get; }

    [GeneratedRegex(@"(?:[*+?]|\{\d+,?\d*\})\+", RegexOptions.None, 1000)]
    private static partial Regex Possessive { get; }
}
