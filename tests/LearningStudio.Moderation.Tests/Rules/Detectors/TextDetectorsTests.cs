namespace LearningStudio.Moderation.Tests.Rules.Detectors;

public sealed class TextDetectorsTests
{
    [Theory]
    [InlineData("BUY NOW AT THE BEST PRICE ok", "", true)]
    [InlineData("ПОКУПАЙТЕ СЕЙЧАС ЖЕ У НАС", "", true)]
    [InlineData("SHORT SHOUT", "", false)]
    [InlineData("SHORT SHOUT", "MinLength=10", true)]
    [InlineData("Ordinary Words With Capitals", "", false)]
    [InlineData("漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 A", "", false)]
    public void Capitals_AreCountedAmongLetters(string text, string settings, bool isFound) =>
        Found.In(text, "capitals", settings).ShouldBe(isFound ? [text] : []);

    [Theory]
    [InlineData("Buy now!!! Best price!!!", "", true)]
    [InlineData("Is this right? It is, or so I think!", "", false)]
    [InlineData("Really?!?!", "", false)]
    [InlineData("Really?!?!", "MinLength=3|Share=0.4", true)]
    public void Punctuation_IsTheShareOfMarks(string text, string settings, bool isFound) =>
        Found.In(text, "punctuation", settings).ShouldBe(isFound ? [text] : []);

    [Theory]
    [InlineData("  a \n", "", true)]
    [InlineData("abc", "", false)]
    [InlineData("😀😀😀", "Min=3", false)]
    [InlineData("abcd", "Max=3", true)]
    [InlineData("", "Min=0", false)]
    public void Length_IsOutsideItsBounds(string text, string settings, bool isFound) =>
        Found.In(text, "length", settings).ShouldBe(isFound ? [text] : []);

    [Theory]
    [InlineData("Soooooooooooo good", "", "oooooooooooo")]
    [InlineData("wow 😀😀😀😀😀😀😀😀😀😀!", "", "😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("go buy Buy BUY, buy now", "", "buy Buy BUY, buy")]
    [InlineData("ha ha ha", "Words=3", "ha ha ha")]
    [InlineData("aaa", "Characters=3", "aaa")]
    public void Repetition_FindsTheRun(string text, string settings, string expected) =>
        Found.In(text, "repetition", settings).ShouldBe([expected]);

    [Theory]
    [InlineData("------------------ ============== ..............")]
    [InlineData("1 1 1 1 1 1")]
    [InlineData("very very very well")]
    [InlineData("")]
    public void Repetition_FindsNoneInLinesAndNumbers(string text) => Found.In(text, "repetition").ShouldBeEmpty();

    [Theory]
    [InlineData("buy vіagrа now", "vіagrа")]
    [InlineData("Αpple", "Αpple")]
    [InlineData("pay\u200Bраl", "pay\u200Bраl")]
    [InlineData("x пpивет.", "пpивет")]
    public void MixedScript_FindsTheWord(string text, string expected) =>
        Found.In(text, "mixed-script").ShouldBe([expected]);

    [Theory]
    [InlineData("привет world")]
    [InlineData("β-carotene, 5µm, kΩ")]
    [InlineData("漢字kana")]
    [InlineData("iЯ")]
    public void MixedScript_FindsNoneInHonestWords(string text) => Found.In(text, "mixed-script").ShouldBeEmpty();

    [Theory]
    [InlineData("call +974 5551-2345 now", "+974 5551-2345")]
    [InlineData("(089) 123 456 78", "(089) 123 456 78")]
    [InlineData("55512345", "55512345")]
    [InlineData("4441-2345", "4441-2345")]
    [InlineData("５５５ 1２345", "５５５ 1２345")]
    [InlineData("06.12.34.56.78", "06.12.34.56.78")]
    public void Phone_IsFound(string text, string expected) => Found.In(text, "phone").ShouldBe([expected]);

    [Theory]
    [InlineData("2009-07-30 11:45, 30/07/2009, 30.07.2009")]
    [InlineData("1234567.89 and 192.168.100.200 and 1.000.000.000")]
    [InlineData("1998-2004, (1769-1821), 2010 2011, 4000-5000, 45000-60000")]
    [InlineData("1234567")]
    [InlineData("1234567890123456")]
    [InlineData("http://example.com/12345678 and nid=12345678 and a12345678")]
    public void Phone_IsNoDateAmountOrAddress(string text) => Found.In(text, "phone").ShouldBeEmpty();

    [Theory]
    [InlineData("write to Me.Too+x@sub.example.com.", "Me.Too+x@sub.example.com")]
    [InlineData("<me@example.com>", "me@example.com")]
    [InlineData("ｍｅ＠example．com", "ｍｅ＠example．com")]
    [InlineData("m\u200Be@exam\u200Bple.com", "m\u200Be@exam\u200Bple.com")]
    public void Email_IsFound(string text, string expected) => Found.In(text, "email").ShouldBe([expected]);

    [Theory]
    [InlineData("@someone and me@host and a@b. and @example.com and me.@example.com")]
    [InlineData("me@-example.com me@example..com me@1.2.3.4 x@y.z")]
    public void Email_NeedsItsParts(string text) => Found.In(text, "email").ShouldBeEmpty();
}
