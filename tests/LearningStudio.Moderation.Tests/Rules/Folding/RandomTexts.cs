using System.Text;

namespace LearningStudio.Moderation.Tests.Rules.Folding;

/// <summary>Random texts of what is hard to fold and to scan; the same seed gives the same text.</summary>
internal static class RandomTexts
{
    private static readonly string[] Pieces =
    [
        .. "abcXYZ019 ..--__@:/?#!()[]<>{}\"'&=%\n\t\0,;|~*+".Select(value => value.ToString()),
        .. "vіаgrаοрЅΑΒΖйёїόώäöüßæœıſ".Select(value => value.ToString()),
        .. "\u0301\u0308\u0323\u0338\u05B0\u064B\u093C\u20DD\uFE0F\u034F".Select(value => value.ToString()),
        .. "\u200B\u200C\u200D\u2060\uFEFF\u00AD\u202E\u2066\u180E\u3164\uFFA0".Select(value => value.ToString()),
        .. "ﬁﬃ½…①⒜ｖｉａ：．／＠㌫㎏\uFDFA\uFDFB\u3000\u00A0\u2028".Select(value => value.ToString()),
        .. "العربيةעבריתไทยहिन्दी한글한ㅎㅏｶﾞﾊﾟ漢字、。".Select(value => value.ToString()),
        .. "\uD800\uDBFF\uDC00\uDFFF\uFFFF\uFFFE".Select(value => value.ToString()),
        "😀",
        "👩‍👩‍👧",
        "𝐯𝐢𝐚",
        "🅰🅱",
        "🇩🇪",
        "\U000E0041",
        "\U000E0100",
        "v i a g r a",
        "c-a-s-i-n-o",
        "p.o.k.e.r",
        "http://",
        "https://user:pw@Example.COM:80/a?b#c",
        "hxxps://ev[.]il",
        "www.",
        "example.com",
        "bit.ly/x",
        " dot ",
        "[.]",
        "(dot)",
        "[text](",
        "](http://a.com)",
        "<a href=",
        "<a href=\"http://a.com\">",
        "</a>",
        "[url=http://a.com]",
        "[url]",
        "[/url]",
        "xn--",
        "name@example.com",
        "+49 (0)89 123-456 78",
        "VERY VERY VERY VERY VERY ",
        "!!!!!!",
        "пример.рф",
        "bücher.example",
    ];

    public static string Next(Random random, int pieces = 40)
    {
        var text = new StringBuilder();
        for (int count = random.Next(pieces); count > 0; count--)
        {
            text.Append(random.Next(12) == 0 ? Any(random) : Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Any(Random random) =>
        random.Next(3) == 0
            ? char.ConvertFromUtf32(random.Next(0x10000, 0x110000))
            : ((char)random.Next(0x10000)).ToString();
}
