using LearningStudio.Moderation.Rules.Detectors;

namespace LearningStudio.Moderation.Tests.Rules.Detectors;

public sealed class DetectorCatalogTests
{
    [Theory]
    [InlineData("link-count", "Min", "1", "1000", "0", "1001")]
    [InlineData("link-share", "Share", "0.01", "1", "0.009", "1.01")]
    [InlineData("link-share", "MinLength", "1", "100000", "0", "100001")]
    [InlineData("capitals", "Share", "0.01", "1", "0", "NaN")]
    [InlineData("capitals", "MinLength", "1", "100000", "0", "100001")]
    [InlineData("punctuation", "Share", "0.01", "1", "-1", "0,5")]
    [InlineData("punctuation", "MinLength", "1", "100000", "x", "")]
    [InlineData("repetition", "Characters", "3", "1000", "2", "1001")]
    [InlineData("repetition", "Words", "2", "1000", "1", "1001")]
    [InlineData("mixed-script", "MinLength", "2", "50", "1", "51")]
    [InlineData("phone", "MinDigits", "5", "15", "4", "16")]
    [InlineData("length", "Min", "0", "20000", "-1", "20001")]
    [InlineData("length", "Max", "3", "1000000", "2", "1000001")]
    public void Setting_HasBothItsEnds(
        string name,
        string setting,
        string least,
        string most,
        string below,
        string above
    )
    {
        Create(name, setting, least).ShouldNotBeNull();
        Create(name, setting.ToUpperInvariant(), most).ShouldNotBeNull();
        Should.Throw<FormatException>(() => Create(name, setting, below)).Message.ShouldContain($"\"{name}\"");
        Should.Throw<FormatException>(() => Create(name, setting, above)).Message.ShouldContain($"\"{name}\"");
    }

    [Fact]
    public void WrongSetting_IsNamedWithItsBoundAndRemedy() =>
        Should
            .Throw<FormatException>(() => Create("link-count", "Min", "0"))
            .Message.ShouldBe(
                "Detector \"link-count\": setting \"Min\" is \"0\"; it must be a whole number from 1 to 1000. "
                    + "Correct it, or remove it for 2."
            );

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("*.example.com")]
    [InlineData("me@example.com")]
    [InlineData("example.com .")]
    public void WrongHost_IsRefused(string hosts) =>
        Should.Throw<FormatException>(() => Create("host", "Hosts", hosts)).Message.ShouldContain("\"Hosts\" holds");

    [Fact]
    public void MissingHosts_AreAskedFor() =>
        Should
            .Throw<FormatException>(() => DetectorCatalog.Create("host", new Dictionary<string, string>()))
            .Message.ShouldContain("must name at least one host");

    [Fact]
    public void UnknownName_ListsTheKnownOnes() =>
        Should
            .Throw<FormatException>(() => Create("link-coun", "Min", "1"))
            .Message.ShouldContain("link-at-end, link-count, link-share");

    [Fact]
    public void UnknownSetting_ListsTheKnownOnes()
    {
        Should
            .Throw<FormatException>(() => Create("repetition", "Letters", "1"))
            .Message.ShouldContain("no setting \"Letters\"; its settings are: Characters, Words.");
        Should.Throw<FormatException>(() => Create("email", "Min", "1")).Message.ShouldContain("settings are: none");
    }

    [Fact]
    public void EachName_IsKnownInAnyCase() =>
        Found.All().Keys.ShouldAllBe(name => name == "host" || Create(name.ToUpperInvariant()) != null);

    private static IDetector Create(string name) => DetectorCatalog.Create(name, new Dictionary<string, string>());

    private static IDetector Create(string name, string setting, string value) =>
        DetectorCatalog.Create(name, new Dictionary<string, string> { [setting] = value });
}
