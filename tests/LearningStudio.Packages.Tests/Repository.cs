using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>The checkout these tests run in.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration the tests were built in, as the artifacts folder spells it.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string[] Packages { get; } =
    ["LearningStudio.Caching", "LearningStudio.Moderation", "LearningStudio.Repositories", "LearningStudio.Statistics"];

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory
            .EnumerateFiles(PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    /// <summary>Copies a folder of the checkout.</summary>
    public static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(PathOf(from), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(PathOf(from), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The version of Microsoft's extensions that the solution builds with.</summary>
    public static string MicrosoftVersion() =>
        MicrosoftExtensions().Match(File.ReadAllText(PathOf("Directory.Packages.props"))).Groups[1].Value;

    /// <summary>Runs the SDK in a folder and returns its exit code and output.</summary>
    public static Task<(int ExitCode, string Output)> DotnetAsync(string folder, params string[] arguments) =>
        RunAsync("dotnet", folder, arguments);

    /// <summary>Runs a program in a folder and returns its exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        string folder,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // What the test host passes on would make the inner build use its own build nodes and settings.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("MSBuildSDKsPath");
        // What a README shows prints; that there is no server where it says is another matter.
        start.Environment["Logging__LogLevel__Default"] = "None";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LearningStudio.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("LearningStudio.sln stands in no parent folder.");
    }

    [GeneratedRegex("<MicrosoftExtensions>(.*)</MicrosoftExtensions>")]
    private static partial Regex MicrosoftExtensions();
}
