namespace LearningStudio.HostApi.Import;

/// <summary>What the commands share in reading their arguments.</summary>
internal static class CommandLine
{
    /// <summary>
    /// What configures the host: behind a command the settings alone, since an absolute path would be taken for the name of
    /// a setting, and what follows it for the value.
    /// </summary>
    public static string[] SettingsOf(string[] arguments) =>
        arguments is [] or [['-' or '/', ..], ..] ? arguments : [.. arguments.Where(IsSetting)];

    /// <summary>The command; null to serve.</summary>
    public static string? CommandOf(string[] arguments) =>
        arguments is [] or [['-' or '/', ..], ..] ? null : arguments[0];

    /// <summary>Settings of the host, such as --Repositories:Sqlite=…, which its configuration has read already.</summary>
    public static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);

    /// <summary>`dotnet run` moves to the project's folder; the one in which the command was given stays in PWD.</summary>
    public static string Resolve(string path) =>
        Directory.Exists(path) || Environment.GetEnvironmentVariable("PWD") is not { } given
            ? Path.GetFullPath(path)
            : Path.GetFullPath(path, given);
}
