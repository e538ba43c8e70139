namespace LearningStudio.HostApi.Commands;

/// <summary>What the commands share in reading their arguments.</summary>
internal static class CommandLine
{
    /// <summary>
    /// What configures the host: beside a command the settings alone, since an absolute path would be taken for the name of
    /// a setting, and what follows it for the value.
    /// </summary>
    public static string[] SettingsOf(string[] arguments) =>
        IndexOfCommand(arguments) is null ? arguments : [.. arguments.Where(IsSetting)];

    /// <summary>The command; null to serve.</summary>
    public static string? CommandOf(string[] arguments) =>
        IndexOfCommand(arguments) is { } index ? arguments[index] : null;

    /// <summary>What is not the command: its own arguments and the settings, which may stand before it too.</summary>
    public static string[] ArgumentsOf(string[] arguments) =>
        IndexOfCommand(arguments) is { } index ? [.. arguments[..index], .. arguments[(index + 1)..]] : arguments;

    /// <summary>Settings of the host, such as --Repositories:Sqlite=…, which its configuration has read already.</summary>
    public static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);

    // The first that is neither a setting nor, behind one that has no "=", its value.
    private static int? IndexOfCommand(string[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not ['-' or '/', ..])
            {
                return i;
            }

            i += arguments[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
        }

        return null;
    }

    /// <summary>`dotnet run` moves to the project's folder; the one in which the command was given stays in PWD.</summary>
    public static string Resolve(string path) =>
        Directory.Exists(path) || Environment.GetEnvironmentVariable("PWD") is not { } given
            ? Path.GetFullPath(path)
            : Path.GetFullPath(path, given);
}
