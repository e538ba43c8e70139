using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation.Tests.Duplicates;

public sealed class ClassicDuplicatesTests
{
    private static readonly string Twenty = string.Join(' ', Enumerable.Range(1, 20).Select(i => $"word{i}"));

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    public void ShortBodies_AreNotCompared(int length, bool comparable) =>
        new ClassicDuplicates("  " + new string('x', length) + "  ").IsComparable.ShouldBe(comparable);

    // 18 of 20 words shared is 0.9, 19 of 20 is 0.95; case, order and white space do not matter.
    [Theory]
    [InlineData(18, false)]
    [InlineData(19, true)]
    [InlineData(20, true)]
    public void Similarity_MustBeAboveTheBound(int shared, bool duplicate)
    {
        string other = string.Join("\n\t", Enumerable.Range(1, shared).Reverse().Select(i => $"WORD{i}"));

        new ClassicDuplicates(Twenty).IsDuplicateOf(other, 0.9).ShouldBe(duplicate);
    }

    [Fact]
    public void EqualBodies_AreDuplicatesAtAnyBound() =>
        new ClassicDuplicates(Twenty).IsDuplicateOf(Twenty, 1).ShouldBeTrue();

    [Fact]
    public void TextWithoutWords_IsNoDuplicate() => new ClassicDuplicates(" ").IsDuplicateOf("  ", 0.9).ShouldBeFalse();
}
