using System.Runtime.CompilerServices;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>Waits for a task without taking its failure: whoever asks for the result meets it.</summary>
internal static class TaskExtensions
{
    public static ConfiguredTaskAwaitable WaitSilentlyAsync(this Task task) =>
        task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
