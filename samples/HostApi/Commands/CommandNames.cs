namespace LearningStudio.HostApi.Commands;

/// <summary>What the host can be started for, other than to serve.</summary>
internal static class CommandNames
{
    public const string Export = "export";
    public const string GrantRole = "grant-role";
    public const string Health = "health";
    public const string Import = "import";
    public const string Lint = "lint";
    public const string Migrate = "migrate";
    public const string Seed = "seed";
    public const string SetSubject = "set-subject";

    public static IReadOnlyList<string> All { get; } =
    [Export, GrantRole, Health, Import, Lint, Migrate, Seed, SetSubject];
}
