using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class SlugsTests
{
    [Theory]
    [InlineData("Hello, World!", "hello-world-7")]
    [InlineData("  --  ", "topic-7")]
    [InlineData("", "topic-7")]
    [InlineData("Größe 2", "größe-2-7")]
    public void Title_BecomesItsWordsAndTheId(string title, string slug) => Slugs.Create(title, 7).ShouldBe(slug);

    [Theory]
    [InlineData(60, 60)]
    [InlineData(61, 60)]
    public void LongTitle_IsCut(int length, int kept) =>
        Slugs.Create(new string('x', length), 7).ShouldBe($"{new string('x', kept)}-7");

    [Fact]
    public void CutAfterAWord_LeavesNoDash() =>
        Slugs.Create(new string('x', 59) + " yyyy", 7).ShouldBe($"{new string('x', 59)}-7");
}
