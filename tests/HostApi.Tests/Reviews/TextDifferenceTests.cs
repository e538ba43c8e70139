using LearningStudio.HostApi.Reviews;

namespace LearningStudio.HostApi.Tests.Reviews;

public sealed class TextDifferenceTests
{
    private static readonly string[] Pieces = ["a", "b", "cd", " ", "\n", ".", "ef", "é", "😀"];

    [Theory]
    [InlineData("", "", "")]
    [InlineData("one", "one", "=one")]
    [InlineData("", "one", "+one")]
    [InlineData("one", "", "-one")]
    [InlineData("one two three", "one four three", "=one |-two|+four|= three")]
    [InlineData("one\ntwo", "one\ntwo\nthree", "=one\ntwo|+\nthree")]
    [InlineData("a b c d", "a x c y", "=a |-b|+x|= c |-d|+y")]
    public void Parts_AreWords(string before, string now, string parts) =>
        string.Join('|', TextDifference.Between(before, now).Select(part => "=-+"[(int)part.Kind] + part.Text))
            .ShouldBe(parts);

    [Fact]
    public void Parts_MakeUpBothTexts()
    {
        const int Seed = 20260115;
        var random = new Random(Seed);
        for (int i = 0; i < 500; i++)
        {
            (string before, string now) = (Random(random), Random(random));

            IReadOnlyList<TextPart> parts = TextDifference.Between(before, now);

            Without(parts, PartKind.Added).ShouldBe(before, $"seed {Seed}, round {i}");
            Without(parts, PartKind.Removed).ShouldBe(now, $"seed {Seed}, round {i}");
        }
    }

    [Fact]
    public void LongTextsThatDiffer_AreShownOneAfterTheOther()
    {
        string before = string.Join(' ', Enumerable.Range(0, 10_000));
        string now = string.Join(' ', Enumerable.Range(20_000, 8_000));

        TextDifference
            .Between($"head {before} tail", $"head {now} tail")
            .ShouldBe([
                new(PartKind.Same, "head "),
                new(PartKind.Removed, before),
                new(PartKind.Added, now),
                new(PartKind.Same, " tail"),
            ]);
    }

    private static string Random(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Without(IEnumerable<TextPart> parts, PartKind kind) =>
        string.Concat(parts.Where(part => part.Kind != kind).Select(part => part.Text));
}
