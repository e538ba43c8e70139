using System.Text;
using LearningStudio.Moderation.Rules.Links;
using LearningStudio.Moderation.Tests.Rules.Folding;

namespace LearningStudio.Moderation.Tests.Rules.Links;

public sealed class LinkScannerPropertyTests
{
    private const int Seed = 20260302;

    [Fact]
    public void Links_AreInOrderApartAndWithinTheText()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            string text = RandomTexts.Next(random);
            string clue = $"seed {Seed}, round {round}";
            int end = 0;
            foreach (Link link in LinkScanner.Scan(text))
            {
                link.Url.Start.ShouldBeGreaterThanOrEqualTo(end, clue);
                link.Url.Length.ShouldBeGreaterThan(0, clue);
                end = link.Url.End;
                end.ShouldBeLessThanOrEqualTo(text.Length, clue);
                ShouldBeAHost(link.Host, clue);
                if (link.LinkText is { } linkText)
                {
                    linkText.Start.ShouldBeGreaterThanOrEqualTo(0, clue);
                    linkText.End.ShouldBeInRange(linkText.Start, text.Length, clue);
                }
            }
        }
    }

    [Fact]
    public void Url_IsFoundAmongPlainWords()
    {
        string[] words = ["and", "some", "words,", "(here)", "\n", "— so", "Ünïcode", "1.5", "e.g.", "[x]", "a/b"];
        string[] urls = ["http://example.com/a?b=(c)", "www.example.com", "sub.example.org/x", "https://a-b.co.uk:81/"];
        var random = new Random(Seed);
        for (int round = 0; round < 2_000; round++)
        {
            string[] expected = random.GetItems(urls, random.Next(4));
            string[] all = [.. expected.SelectMany(url => random.GetItems(words, 3).Append(url)), "end"];
            string text = string.Join(' ', all);

            LinkScanner
                .Scan(text)
                .Select(link => link.Url.Slice(text).ToString())
                .ShouldBe(expected, $"seed {Seed}, round {round}");
        }
    }

    /// <summary>Where a scan began again at each repetition, a million characters would take minutes, not a second.</summary>
    [Theory]
    [InlineData("[")]
    [InlineData("[x](")]
    [InlineData("](")]
    [InlineData("<a ")]
    [InlineData("<a href=\"")]
    [InlineData("<a href='>")]
    [InlineData("<a href=http://a.com>")]
    [InlineData("http://")]
    [InlineData("http://a.com(")]
    [InlineData("http://a.com ")]
    [InlineData("http://a[.]b ")]
    [InlineData("http://é")]
    [InlineData("[url=")]
    [InlineData("[url=http://a.com]")]
    [InlineData("www.")]
    [InlineData("a.")]
    [InlineData("a dot ")]
    [InlineData("a[.]")]
    [InlineData("a@")]
    [InlineData("é.com")]
    [InlineData("href")]
    [InlineData("</a>")]
    public async Task Repetition_IsReadInOnePass(string piece)
    {
        string text = new StringBuilder("<a ").Insert("<a ".Length, piece, 1_000_000 / piece.Length).ToString();

        IReadOnlyList<Link> links = await Task.Run(() => LinkScanner.Scan(text)).WaitAsync(TimeSpan.FromSeconds(60));

        links.Count.ShouldBeLessThan(text.Length);
    }

    private static void ShouldBeAHost(string host, string clue)
    {
        host.ShouldNotBeEmpty(clue);
        host.EndsWith('.').ShouldBeFalse(clue);
        host.ShouldBe(host.ToLowerInvariant(), clue);
    }
}
