using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LearningStudio.Packages.Tests;

/// <summary>What the packages and their files are asked, and the programs that are run on them.</summary>
internal static partial class Repository
{
    /// <summary>The configuration the tests were built in, as the artifacts folder spells it.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string[] Packages { get; } =
    [
        "LearningStudio.Caching",
        "LearningStudio.Moderation",
        "LearningStudio.Moderation.Sql",
        "LearningStudio.QueryBudgets",
        "LearningStudio.Repositories",
        "LearningStudio.Statistics",
    ];

    /// <summary>The package of ours that a store or an add-on extends, which its name begins with; null for a core.</summary>
    public static string? CoreOf(string package) =>
        package.Split('.') is [var suite, var core, _, ..] ? $"{suite}.{core}" : null;

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory
            .EnumerateFiles(Checkout.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    /// <summary>Copies a folder of the checkout.</summary>
    public static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(Checkout.PathOf(from), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(Checkout.PathOf(from), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The version of a package that the solution builds with.</summary>
    public static string VersionOf(string package)
    {
        string props = File.ReadAllText(Checkout.PathOf("Directory.Packages.props"));
        Match version = Regex.Match(
            props,
            $"Include=\"{Regex.Escape(package)}\"\\s+Version=\"([^\"]+)\"",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        string value = version.Groups[1].Value;
        return value is "$(MicrosoftExtensions)" ? MicrosoftExtensions().Match(props).Groups[1].Value : value;
    }

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

    [GeneratedRegex("<MicrosoftExtensions>(.*)</MicrosoftExtensions>")]
    private static partial Regex MicrosoftExtensions();
}
