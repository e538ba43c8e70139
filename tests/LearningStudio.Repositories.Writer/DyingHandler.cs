using System.Diagnostics;

namespace LearningStudio.Repositories.Writer;

/// <summary>Kills its process between a commit and the end of its handlers.</summary>
public sealed class DyingHandler : IForumEventHandler
{
    public async Task HandleAsync(IReadOnlyList<ForumEvent> events)
    {
        await Console.Out.WriteLineAsync("committed");
        await Console.Out.FlushAsync();
        using var self = Process.GetCurrentProcess();
        self.Kill();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }
}
