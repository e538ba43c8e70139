using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>Every link of every document leads into the checkout, and to a heading where it names one.</summary>
public sealed partial class DocumentLinkTests
{
    public static TheoryData<string> Documents => [.. Documentation.Files];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_LeadSomewhere(string document)
    {
        string[] broken = [.. Links(document).Select(link => FaultOf(document, link)).OfType<string>()];

        broken.ShouldBeEmpty(string.Join(Environment.NewLine, broken));
    }

    [Fact]
    public void Documents_AreSeenWithTheirLinks()
    {
        Documentation.Files.ShouldContain("README.md");
        Documentation.Files.ShouldContain("docs/decisions/README.md");
        Documentation.Files.Length.ShouldBeGreaterThan(25);
        Documentation.Files.Sum(document => Links(document).Count()).ShouldBeGreaterThan(80);
    }

    [Theory]
    [InlineData("README.md", "docs")]
    [InlineData("docs/decisions/README.md", "docs/decisions")]
    public void EveryPage_IsInTheIndex(string index, string folder)
    {
        string[] pages = [.. Directory.GetFiles(Checkout.PathOf(folder), "*.md").Select(Name)];
        string[] linked = [index, .. Links(index).Select(link => TargetOf(index, link))];

        pages.Length.ShouldBeGreaterThan(9);
        pages.ShouldBeSubsetOf(linked);
    }

    [Theory]
    [InlineData("Set families of keys by configuration", "set-families-of-keys-by-configuration")]
    [InlineData("Over machina's tables", "over-machinas-tables")]
    [InlineData("`X-Cache`: hit, miss & bypass", "x-cache-hit-miss--bypass")]
    [InlineData("Größe_2", "größe_2")]
    public void Slug_IsGitHubs(string heading, string slug) => Slug(heading).ShouldBe(slug);

    private static string Name(string path) => Path.GetRelativePath(Checkout.Root, path);

    // What stands in code is neither a link nor a heading.
    private static string TextOf(string document) =>
        CodeBlock().Replace(File.ReadAllText(Checkout.PathOf(document)), "");

    private static IEnumerable<string> Links(string document) =>
        Link().Matches(CodeSpan().Replace(TextOf(document), "")).Select(match => match.Groups["to"].Value);

    private static string? FaultOf(string document, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
        {
            return link.StartsWith("https://", StringComparison.Ordinal)
                ? null
                : $"{document}: {link} is no https address";
        }

        string target = TargetOf(document, link);
        string path = Checkout.PathOf(target);
        if (target.StartsWith("..", StringComparison.Ordinal) || !(File.Exists(path) || Directory.Exists(path)))
        {
            return $"{document}: {link} is not in the checkout";
        }

        return link.Split('#') is [_, string anchor] && !HasHeading(target, anchor)
            ? $"{document}: {link} names no heading"
            : null;
    }

    /// <summary>The file or folder that a link leads to, from the root of the checkout.</summary>
    private static string TargetOf(string document, string link)
    {
        string path = Uri.UnescapeDataString(link.Split('#')[0]);
        string folder = Path.GetDirectoryName(Checkout.PathOf(document))!;
        return path.Length == 0 ? document : Name(Path.GetFullPath(Path.Combine(folder, path)));
    }

    private static bool HasHeading(string document, string anchor) =>
        document.EndsWith(".md", StringComparison.Ordinal) && Anchors(document).Contains(anchor);

    // The second heading of a name ends in -1, the third in -2.
    private static HashSet<string> Anchors(string document)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (string slug in Heading().Matches(TextOf(document)).Select(match => Slug(match.Groups[1].Value)))
        {
            string anchor = slug;
            for (int again = 1; !anchors.Add(anchor); again++)
            {
                anchor = $"{slug}-{again}";
            }
        }

        return anchors;
    }

    private static string Slug(string heading) =>
        NotInSlugs().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("^#{1,6} +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // Of a link or an image in the text, or at the end of the document.
    [GeneratedRegex(@"\]\((?<to>[^()\s]+)[^()]*\)|^\[[^\]]+\]: +(?<to>\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")]
    private static partial Regex NotInSlugs();
}
