namespace LearningStudio.HostApi.Commands.Seed;

/// <summary>An option of the command that is missing or out of its bounds.</summary>
internal sealed class SeedOptionException(string option, int maximum)
    : Exception(
        $"--{option}: expected a whole number from 1 to {maximum}{(option is "topics" ? ", the number of posts" : "")}; for example --{option} {Math.Min(maximum, 1000)}."
    );
