namespace LearningStudio.HostApi.Commands;

/// <summary>The names of the commands that need a host. Each asks the start check for other settings.</summary>
internal static class CommandNames
{
    public const string Export = "export";
    public const string GrantRole = "grant-role";
    public const string Import = "import";
    public const string Lint = "lint";
    public const string Migrate = "migrate";
    public const string Seed = "seed";
    public const string SetSubject = "set-subject";
}
