using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Tests;

public sealed class SameAnswerTests
{
    [Fact]
    public Task SameAnswers_Pass() => SameAnswer.CheckAsync(Numbers("one", 0), Numbers("other", 0));

    [Fact]
    public async Task OtherAnswer_IsRefusedByName()
    {
        Task Check() => SameAnswer.CheckAsync(Numbers("one", 0), Numbers("other", 1));

        (await Should.ThrowAsync<InvalidOperationException>(Check)).Message.ShouldStartWith(
            "other does not answer what one answers"
        );
    }

    [Fact]
    public async Task NoAnswer_IsRefused()
    {
        Task Check() => SameAnswer.CheckAsync(new Way<int[]>("one", _ => Task.FromResult<int[]>([])));

        (await Should.ThrowAsync<InvalidOperationException>(Check)).Message.ShouldStartWith("one answers nothing");
    }

    private static Way<int> Numbers(string name, int more) => new(name, i => Task.FromResult(i + more));
}
