using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation.Tests.Duplicates;

public sealed class NormalTextTests
{
    [Theory]
    [InlineData("  Hello,\r\n WORLD!! ", "hello world")]
    [InlineData("ﬁne ２０２６ ①", "fine 2026 1")]
    [InlineData("v\u200Bi\u200Da\u00ADg\u2060r\uFEFFa", "viagra")]
    [InlineData("z\u0335a\u0336l\u0337g\u0338o", "zalgo")]
    [InlineData("Cafe\u0301 Café", "café café")]
    [InlineData("a\0b\u0007c\td", "abc d")]
    [InlineData("a\u3164b", "ab")]
    [InlineData("हिन्दी", "हिनदी")]
    [InlineData("🙂 ok 🙂", "ok")]
    [InlineData("half \uD83D pair", "half pair")]
    [InlineData("𝐁𝐮𝐲 𝐧𝐨𝐰", "buy now")]
    [InlineData("!?… --", "")]
    [InlineData("", "")]
    public void Text_IsReducedToWhatCopiesShare(string text, string normal) =>
        NormalText.Normalize(text).ShouldBe(normal);

    [Theory]
    [InlineData("see https://www.Shop.example/a?b=c#d now", "see shop example now")]
    [InlineData("see www.shop.example/deal/99, now", "see shop example now")]
    [InlineData("http://user:secret@shop.example:8080/x", "shop example")]
    [InlineData("http://user@shop.example/x@y", "shop example")]
    [InlineData(
        "[here](https://shop.example/a) and [url=ftp://b.example/c]there[/url]",
        "here shop example and url b example there url"
    )]
    [InlineData("https://a.example/x https://b.example/y", "a example b example")]
    [InlineData("wwww.shop.example/a", "wwww shop example a")]
    [InlineData("a://", "")]
    [InlineData("://", "")]
    [InlineData("www.", "")]
    public void Link_IsItsHost(string text, string normal) => NormalText.Normalize(text).ShouldBe(normal);

    [Fact]
    public void NormalText_IsItsOwnNormalText()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        for (int round = 0; round < 2000; round++)
        {
            string text = RandomTexts.AnyCharacters(random, 40);

            string normal = NormalText.Normalize(text);

            NormalText.Normalize(normal).ShouldBe(normal, $"seed {Seed}, round {round}");
            normal.ShouldBe(normal.Trim());
            normal.ShouldNotContain("  ");
        }
    }

    [Fact]
    public void OnlyTheBeginning_Counts()
    {
        string start = string.Concat(Enumerable.Repeat("word ", 65_536 / 5)) + "w";

        NormalText.Normalize(start + "x").ShouldBe(NormalText.Normalize(start));
    }
}
