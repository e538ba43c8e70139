namespace LearningStudio.Moderation.Tests.Rules.Detectors;

public sealed class LinkDetectorsTests
{
    [Theory]
    [InlineData("a.com b.com", "", new[] { "a.com", "b.com" })]
    [InlineData("a.com only", "", new string[0])]
    [InlineData("a.com only", "Min=1", new[] { "a.com" })]
    public void LinkCount_FindsEachLink(string text, string settings, string[] expected) =>
        Found.In(text, "link-count", settings).ShouldBe(expected);

    [Fact]
    public void LinkCount_FindsSixteenAtMost() =>
        Found.In(string.Concat(Enumerable.Repeat("a.com ", 40)), "link-count").Length.ShouldBe(16);

    [Theory]
    [InlineData("see http://example.com/page", "", true)]
    [InlineData("please have a look at http://a.com/", "", false)]
    [InlineData("please have a look at http://a.com/", "share=0.3", true)]
    [InlineData("http://a.com", "", false)]
    [InlineData("http://a.com", "MinLength=5", true)]
    public void LinkShare_IsThatOfTheUrls(string text, string settings, bool isFound) =>
        Found.In(text, "link-share", settings).ShouldBe(isFound ? [text] : []);

    [Theory]
    [InlineData("buy at http://a.com !!", "http://a.com")]
    [InlineData("buy [here](http://a.com).", "http://a.com")]
    [InlineData("<p>buy <a href='http://a.com'>here</a>.</p>\n", "http://a.com")]
    [InlineData("[b][url=a.com]here[/url][/b]", "a.com")]
    [InlineData("http://b.com then a.com", "a.com")]
    [InlineData("a.com", "a.com")]
    public void LinkAtEnd_FindsTheLastLink(string text, string expected) =>
        Found.In(text, "link-at-end").ShouldBe([expected]);

    [Theory]
    [InlineData("http://a.com is it")]
    [InlineData("<a href='http://a.com'>here</a> too")]
    [InlineData("no link")]
    [InlineData("")]
    public void LinkAtEnd_FindsNoneBeforeWords(string text) => Found.In(text, "link-at-end").ShouldBeEmpty();

    [Theory]
    [InlineData("see bit.ly/x and https://www.tinyurl.com/y", "", new[] { "bit.ly/x", "https://www.tinyurl.com/y" })]
    [InlineData("see http://notbit.ly/x and http://bit.ly.example.com", "", new string[0])]
    [InlineData("see http://sho.rt/x", "Hosts=sho.rt, ot.her", new[] { "http://sho.rt/x" })]
    public void Shortener_IsKnownByItsHost(string text, string settings, string[] expected) =>
        Found.In(text, "shortener", settings).ShouldBe(expected);

    [Theory]
    [InlineData("http://a.evil.com/x evil[.]com notevil.com", new[] { "http://a.evil.com/x", "evil[.]com" })]
    [InlineData("[evil.com](http://good.com)", new[] { "http://good.com" })]
    [InlineData("https://bücher.example/", new[] { "https://bücher.example/" })]
    [InlineData("me@evil.com", new string[0])]
    public void Host_IncludesSubdomainsAndShownHosts(string text, string[] expected) =>
        Found.In(text, "host", "Hosts=Evil.com;bücher.example\nother.org").ShouldBe(expected);

    [Theory]
    [InlineData("[www.bank.com](http://evil.com/)", "www.bank.com")]
    [InlineData("<a href=\"http://bank.com.evil.org/\">https://bank.com/login</a>", "https://bank.com/login")]
    [InlineData("[url=http://evil.com]go to bank.co.uk[/url]", "go to bank.co.uk")]
    public void HostMismatch_FindsTheTextThatLies(string text, string expected) =>
        Found.In(text, "host-mismatch").ShouldBe([expected]);

    [Theory]
    [InlineData("[bank.com](http://www.bank.com/)")]
    [InlineData("[news.bbc.co.uk](http://www.bbc.co.uk/)")]
    [InlineData("[click here](http://evil.com/)")]
    [InlineData("http://evil.com bank.com")]
    public void HostMismatch_FindsNoneWithoutALie(string text) => Found.In(text, "host-mismatch").ShouldBeEmpty();
}
