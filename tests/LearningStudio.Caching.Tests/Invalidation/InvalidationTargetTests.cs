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
            InvalidationTarget.ForKey("k"),
            InvalidationTarget.ForKey("*"),
            InvalidationTarget.ForKey(""),
            InvalidationTarget.ForPattern("a:*"),
            InvalidationTarget.ForTag("a:b"),
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
        InvalidationTarget.ForPattern("*").ShouldBe(InvalidationTarget.Everything);
        InvalidationTarget.ForTag("*").ShouldBe(InvalidationTarget.Everything);
        InvalidationTarget.ForPattern("**").Kind.ShouldBe(InvalidationKind.Pattern);
        InvalidationTarget.ForTag("a").Kind.ShouldBe(InvalidationKind.Tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("?:a")]
    [InlineData("kk")]
    [InlineData(":")]
    public void Other_IsNoMember(string member) => InvalidationTarget.TryParseMember(member, out _).ShouldBeFalse();
}
