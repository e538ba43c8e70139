using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Tests.Rules.Folding;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("ｖｉａｇｒａ", "viagra")]
    [InlineData("𝐯𝐢𝐚𝐠𝐫𝐚", "viagra")]
    [InlineData("ⓒⓐⓢⓘⓝⓞ", "casino")]
    [InlineData("ﬁne ½ …", "fine 1⁄2 ...")]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\uFF76\uFF9E", "ガ")]
    public void CompatibilityForm_IsTheOrdinaryOne(string raw, string folded) =>
        FoldedText.Create(raw).Text.ShouldBe(folded);

    [Theory]
    [InlineData("vi\u200Bag\u200D\u2060ra")]
    [InlineData("v\u00ADi\u00ADagra\uFEFF")]
    [InlineData("\u202Eviagra\u202C")]
    [InlineData("via\uFE0Fg\uDB40\uDD00ra")]
    [InlineData("viag\uDB40\uDC41ra\u034F\u3164")]
    public void InvisibleCharacter_IsDropped(string raw) => FoldedText.Create(raw).Text.ShouldBe("viagra");

    [Theory]
    [InlineData("vіаgrа", "viagra")]
    [InlineData("СΑЅІΝО", "CASINO")]
    [InlineData("cᴀsɪɴo", "casino")]
    [InlineData("🅲🅰🆂🅸🅽🅾", "casino")]
    [InlineData("ᏢᎾᏦᎬᎡ", "PᎾKER")]
    [InlineData("ροκer", "poker")]
    [InlineData("о\u0301", "ó")]
    [InlineData("ё ό", "ë ó")]
    public void LookAlike_IsTheLatinLetter(string raw, string folded) => FoldedText.Create(raw).Text.ShouldBe(folded);

    [Theory]
    [InlineData("buy v i a g r a now", "buy viagra now")]
    [InlineData("c-a-s-i-n-o", "casino")]
    [InlineData("p.o.k.e.r!", "poker!")]
    [InlineData("ｃ　ａ　ｓ　ｈ", "cash")]
    [InlineData("с\u200B а s h", "cash")]
    [InlineData("a b c d-e-f-g-h", "abcdefgh")]
    [InlineData("a b c d ef", "abcd ef")]
    public void SpacedLetters_AreJoined(string raw, string folded) => FoldedText.Create(raw).Text.ShouldBe(folded);

    [Theory]
    [InlineData("")]
    [InlineData("plain text, with (marks) \0 and 1 2 3 4 5")]
    [InlineData("I a m")]
    [InlineData("a b-c d")]
    [InlineData("ab c d e")]
    [InlineData("déjà vu, Straße, 漢字, 한글, עברית, 😀")]
    [InlineData("don’t – “quoted”")]
    public void TextThatFoldingLeaves_IsTheSameString(string raw)
    {
        FoldedText folded = FoldedText.Create(raw);

        folded.IsRaw.ShouldBeTrue();
        folded.Text.ShouldBeSameAs(raw);
        folded.Raw(0, raw.Length).ShouldBe(new TextSpan(0, raw.Length));
    }

    [Theory]
    [InlineData("x v\u200Bi a\u00ADgra y", "agra", "a\u00ADgra")]
    [InlineData("x v i a g r a y", "viagra", "v i a g r a")]
    [InlineData("\u200Bspam\u200B", "spam", "spam")]
    [InlineData("a ﬁne day", "in", "ﬁn")]
    [InlineData("😀 𝐯𝐢𝐚!", "via", "𝐯𝐢𝐚")]
    [InlineData("cafe\u0301s", "fé", "fe\u0301")]
    public void Match_IsFoundInTheRawText(string raw, string match, string expected)
    {
        FoldedText folded = FoldedText.Create(raw);

        TextSpan span = folded.Raw(folded.Text.IndexOf(match, StringComparison.Ordinal), match.Length);

        span.Slice(raw).ToString().ShouldBe(expected);
    }

    [Fact]
    public void EmptyMatch_IsEmptyInTheRawText()
    {
        FoldedText folded = FoldedText.Create("\u200Bab\u200B");

        folded.Raw(0, 0).ShouldBe(new TextSpan(1, 0));
        folded.Raw(2, 0).ShouldBe(new TextSpan(4, 0));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(1, int.MaxValue)]
    public void MatchOutsideTheText_IsRefused(int start, int length) =>
        Should.Throw<ArgumentOutOfRangeException>(() => FoldedText.Create("a\u200Bb").Raw(start, length));

    [Fact]
    public void HalvesOfAPair_StayApart()
    {
        FoldedText.Create("a\uD83D\u200B\uDE00").Text.ShouldBe("a\uFFFD\uFFFD");
        FoldedText.Create("x😀").Raw(1, 1).ShouldBe(new TextSpan(1, 2));
        FoldedText.Create("x😀").Raw(2, 1).ShouldBe(new TextSpan(1, 2));
    }

    [Fact]
    public void LetterUnderManyMarks_StaysAsItIs()
    {
        string few = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 15)) + "\u200B\u0301";
        string many = few + "\u0301";

        FoldedText.Create(few).Text.ShouldStartWith("ạ");
        FoldedText.Create(many).Text.ShouldBe(many.Replace("\u200B", "", StringComparison.Ordinal));
    }

    [Fact]
    public void PlainText_CostsNoAllocation()
    {
        string text = string.Concat(Enumerable.Repeat("An ordinary post - with 2 links, a b c and more. ", 40));
        FoldedText.Create(text).IsRaw.ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int round = 0; round < 100; round++)
        {
            _ = FoldedText.Create(text);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
