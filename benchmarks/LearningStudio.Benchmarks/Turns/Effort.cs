namespace LearningStudio.Benchmarks.Turns;

/// <summary>How often a measurement is repeated: as it says itself, or once where only its running is to be shown.</summary>
internal static class Effort
{
    /// <summary>The first argument that has every measurement done once.</summary>
    public const string OnceSwitch = "--once";

    private const int Shortened = 50;

    public static bool IsOnce { get; set; }

    public static int Rounds(int usual) => IsOnce ? 1 : usual;

    /// <summary>How many operations a round has.</summary>
    public static int Operations(int usual) => IsOnce ? Math.Max(1, usual / Shortened) : usual;
}
