using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Tests.Invalidation;

public sealed class InvalidationTargetTests
{
    [Fact]
    public void Member_IsReadAsItWasWritten()
    {
        InvalidationTarget[] all =
        [
            InvalidationTarget.Everything,
            InvalidationTarget.OfKey("k"),
            InvalidationTarget.OfKey("*"),
            InvalidationTarget.OfKey(""),
            InvalidationTarget.OfPattern("a:*"),
            InvalidationTarget.OfTag("a:b"),
        ];

        foreach (InvalidationTarget target in all)
        {
            InvalidationTarget.TryParseMember(target.ToMember(), out InvalidationTarget read).ShouldBeTrue();
            read.ShouldBe(target);
        }

        all.Select(target => target.ToMember()).ShouldBeUnique();
        InvalidationTarget.Everything.Text.ShouldBeEmpty();
    }

    [Fact]
    public void Star_IsEverythingAsAPatternAndAsATag()
    {
        InvalidationTarget.OfPattern("*").ShouldBe(InvalidationTarget.Everything);
        InvalidationTarget.OfTag("*").ShouldBe(InvalidationTarget.Everything);
        InvalidationTarget.OfPattern("**").Kind.ShouldBe(InvalidationKind.Pattern);
        InvalidationTarget.OfTag("a").Kind.ShouldBe(InvalidationKind.Tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("?:a")]
    [InlineData("kk")]
    [InlineData(":")]
    public void Other_IsNoMember(string member) => InvalidationTarget.TryParseMember(member, out _).ShouldBeFalse();
}
