namespace LearningStudio.Repositories.Tests;

/// <summary>Waits for what runs on threads or in a server of its own: only its result can be waited for.</summary>
internal static class Poll
{
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, deadline.Token);
        }
    }
}
