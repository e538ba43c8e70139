namespace LearningStudio.HostApi.Commands;

/// <summary>A folder as the caller of a command named it.</summary>
internal static class GivenFolder
{
    /// <summary>Resolves a path against the folder in which the command was given, which `dotnet run` leaves in PWD only.</summary>
    public static string Resolve(string path) =>
        Directory.Exists(path) || Environment.GetEnvironmentVariable("PWD") is not { } given
            ? Path.GetFullPath(path)
            : Path.GetFullPath(path, given);
}
