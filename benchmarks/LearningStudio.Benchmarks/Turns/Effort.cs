namespace LearningStudio.Benchmarks.Turns;

/// <summary>How often a measurement is repeated: as it says itself, or once where only its running is to be shown.</summary>
internal static class Effort
{
    /// <summary>The first argument that has every measurement done once.</summary>
    public const string OnceSwitch = "--once";

    public static bool IsOnce { get; set; }

    public static int Rounds(int usual) => IsOnce ? 1 : usual;
}
