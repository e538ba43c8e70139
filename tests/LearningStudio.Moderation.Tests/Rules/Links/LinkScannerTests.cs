using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Tests.Rules.Links;

public sealed class LinkScannerTests
{
    [Theory]
    [InlineData("see http://example.com/a now", "http://example.com/a", "example.com")]
    [InlineData("HTTPS://User:pw@Example.COM:8080/a?b=c#d", "HTTPS://User:pw@Example.COM:8080/a?b=c#d", "example.com")]
    [InlineData("ftp://files.example.org.", "ftp://files.example.org", "files.example.org")]
    [InlineData("(http://example.com/wiki/A_(b))", "http://example.com/wiki/A_(b)", "example.com")]
    [InlineData("\"http://example.com\", he said", "http://example.com", "example.com")]
    [InlineData("**http://example.com/**!", "http://example.com/", "example.com")]
    [InlineData("clickhttp://example.com", "http://example.com", "example.com")]
    [InlineData("http://http://example.com", "http://example.com", "example.com")]
    [InlineData("http://example.com\\@evil.com", "http://example.com\\@evil.com", "example.com")]
    [InlineData("http://a%2Eexample.com/", "http://a%2Eexample.com/", "a.example.com")]
    [InlineData("http://127.0.0.1:80/x", "http://127.0.0.1:80/x", "127.0.0.1")]
    [InlineData("http://[2001:DB8::1]:80/x", "http://[2001:DB8::1]:80/x", "[2001:db8::1]")]
    [InlineData("http://bücher.example/", "http://bücher.example/", "xn--bcher-kva.example")]
    [InlineData("http://пример.рф", "http://пример.рф", "xn--e1afmkfd.xn--p1ai")]
    [InlineData("http://example。com/", "http://example", "example")]
    [InlineData("http://intranet/x", "http://intranet/x", "intranet")]
    public void Url_IsFoundWithItsHost(string text, string url, string host) => ShouldBeOne(text, url, host);

    [Theory]
    [InlineData("www.example.test", "www.example.test", "www.example.test")]
    [InlineData("WWW.Example.com/a.", "WWW.Example.com/a", "www.example.com")]
    [InlineData("go to example.com.", "example.com", "example.com")]
    [InlineData("...example.com...", "example.com", "example.com")]
    [InlineData("wait..example.com:8080/x?", "example.com:8080/x", "example.com")]
    [InlineData("bit.ly/abc", "bit.ly/abc", "bit.ly")]
    [InlineData("bücher.com", "bücher.com", "xn--bcher-kva.com")]
    [InlineData("пример.рф", "пример.рф", "xn--e1afmkfd.xn--p1ai")]
    [InlineData("shop.xn--p1ai", "shop.xn--p1ai", "shop.xn--p1ai")]
    public void DomainAlone_IsFound(string text, string url, string host) => ShouldBeOne(text, url, host);

    [Theory]
    [InlineData("")]
    [InlineData("Thanks.It works, e.g. in v1.2.3 at 5.com or readme.md")]
    [InlineData("me@example.com and me.too@sub.example.com")]
    [InlineData("http:// and http:///x and https://... and ://")]
    [InlineData("<a name=\"x\">y</a> <a href=\"/relative\">z</a> [x](/y) [url]none[/url]")]
    [InlineData("The dot com bubble, and/or 3.14/2")]
    [InlineData("[ [ ]( <a <a href= [url=")]
    public void TextWithoutLinks_HasNone(string text) => LinkScanner.Scan(text).ShouldBeEmpty();

    [Theory]
    [InlineData("hxxp://evil.com/x", "hxxp://evil.com/x", "evil.com")]
    [InlineData("hxxps://ev[.]il[.]com/x", "hxxps://ev[.]il[.]com/x", "ev.il.com")]
    [InlineData("http://evil(dot)com", "http://evil(dot)com", "evil.com")]
    [InlineData("evil[.]com/path", "evil[.]com/path", "evil.com")]
    [InlineData("evil [dot] com now", "evil [dot] com", "evil.com")]
    [InlineData("www dot evil dot com", "www dot evil dot com", "www.evil.com")]
    [InlineData("visit evil DOT com.", "evil DOT com", "evil.com")]
    [InlineData("sub.evil{.}com", "sub.evil{.}com", "sub.evil.com")]
    public void ObfuscatedLink_IsFoundAndSaid(string text, string url, string host)
    {
        ShouldBeOne(text, url, host);
        LinkScanner.Scan(text)[0].IsObfuscated.ShouldBeTrue();
    }

    [Theory]
    [InlineData("a [good deal](http://evil.com/x) b", "good deal", "evil.com", null)]
    [InlineData("[bank.com](https://evil.com \"title\")", "bank.com", "evil.com", "bank.com")]
    [InlineData("[see http://bank.com/ now]( <http://evil.com> )", "see http://bank.com/ now", "evil.com", "bank.com")]
    [InlineData("[a [nested] text](evil.com)", "a [nested] text", "evil.com", null)]
    [InlineData("<a href=\"http://evil.com\">bank.com</a>", "bank.com", "evil.com", "bank.com")]
    [InlineData("<A class='x' HREF = 'evil.com' >click</A>", "click", "evil.com", null)]
    [InlineData("<a href=//evil.com/x target=_blank><b>click</b></a>", "<b>click</b>", "evil.com", null)]
    [InlineData("[url=http://evil.com]www.bank.com[/url]", "www.bank.com", "evil.com", "www.bank.com")]
    [InlineData("[URL=\"evil.com\"]x[/URL]", "x", "evil.com", null)]
    [InlineData("[link=evil.com/][/link]", "", "evil.com", null)]
    public void Markup_GivesTheTextAndTheHostItShows(string text, string linkText, string host, string? textHost)
    {
        Link link = LinkScanner.Scan(text)[^1].LinkText is null
            ? LinkScanner.Scan(text)[0]
            : LinkScanner.Scan(text)[^1];

        link.LinkText.ShouldNotBeNull().Slice(text).ToString().ShouldBe(linkText);
        link.Host.ShouldBe(host);
        link.TextHost.ShouldBe(textHost);
    }

    [Theory]
    [InlineData("[bank.com](https://evil.com)", 1)]
    [InlineData("<a href=\"http://evil.com\"> http://bank.com </a>", 1)]
    [InlineData("[url]http://evil.com[/url]", 1)]
    [InlineData("<a href=\"http://good.com\"> http://a.com http://b.com </a>", 3)]
    [InlineData("[x](http://a.com) [y](http://b.com)", 2)]
    [InlineData("[![image](http://a.com/i.png)](http://b.com)", 2)]
    [InlineData("http://a.com,http://b.com", 1)]
    [InlineData("http://a.com http://b.com\nwww.c.com d.com", 4)]
    public void Links_AreCountedOnce(string text, int count) => LinkScanner.Scan(text).Count.ShouldBe(count);

    private static void ShouldBeOne(string text, string url, string host)
    {
        Link link = LinkScanner.Scan(text).ShouldHaveSingleItem();

        link.Url.Slice(text).ToString().ShouldBe(url);
        link.Host.ShouldBe(host);
        link.LinkText.ShouldBeNull();
    }
}
