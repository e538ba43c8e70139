using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Tests.Rules.Links;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("Example.COM", "example.com")]
    [InlineData("user:pass@example.com:443", "example.com")]
    [InlineData("a@b@example.com", "example.com")]
    [InlineData("example.com..", "example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("example。com", "example.com")]
    [InlineData("e%78ample.com", "example.com")]
    [InlineData("[::1]:80", "[::1]")]
    [InlineData("[::1", "")]
    [InlineData("user@", "")]
    [InlineData(":80", "")]
    [InlineData("", "")]
    public void Authority_GivesTheHost(string authority, string host) =>
        HostName.FromAuthority(authority).ShouldBe(host);

    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("a.b.example.com", "example.com", true)]
    [InlineData("badexample.com", "example.com", false)]
    [InlineData("example.com.evil.org", "example.com", false)]
    [InlineData("com", "example.com", false)]
    public void Host_IsWithinItsDomains(string host, string domain, bool expected)
    {
        HostName.IsWithin(host, domain).ShouldBe(expected);
        new HostSet([domain.ToUpperInvariant()]).Contains(host).ShouldBe(expected);
    }

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("news.bbc.co.uk", "bbc.co.uk")]
    [InlineData("co.uk", "co.uk")]
    [InlineData("localhost", "localhost")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("[::1]", "[::1]")]
    public void Registrable_IsWhatAnOwnerRegisters(string host, string expected) =>
        HostName.Registrable(host).ShouldBe(expected);

    [Fact]
    public void TooLongAName_StaysAsItIs()
    {
        string name = new('é', HostName.MaxLength + 1);

        HostName.FromAuthority(name).ShouldBe(name);
    }
}
