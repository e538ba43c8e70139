using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace LearningStudio.Benchmarks.Report;

/// <summary>What a result file begins with: subject, day and commit; the command; the machine; the versions of the peers.</summary>
internal static partial class RunHeader
{
    private const int ShortHash = 7;

    /// <param name="subject">What is compared; one of the report's.</param>
    /// <param name="arguments">Those of the command.</param>
    /// <param name="peers">Types of the libraries beside ours.</param>
    /// <param name="servers">The servers' programs.</param>
    public static string Of(string subject, IEnumerable<string> arguments, Type[] peers, string[] servers)
    {
        string day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string[] versions =
        [
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            $"{Processor()}, {Environment.ProcessorCount} of them",
            .. servers.Select(ServerVersion),
            .. peers.Select(PeerVersion),
        ];
        return $"# {subject}, {day}, commit {Commit()}\n\n`{string.Join(' ', arguments)}`: {string.Join("; ", versions)}.\n";
    }

    // The SDK writes the commit behind the version.
    private static string Commit() =>
        Informational(typeof(RunHeader).Assembly).Split('+') is [_, { Length: > ShortHash } hash]
            ? hash[..ShortHash]
            : "unknown";

    private static string PeerVersion(Type type) =>
        $"{type.Assembly.GetName().Name} {Informational(type.Assembly).Split('+')[0]}";

    private static string Informational(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && Model().Match(File.ReadAllText("/proc/cpuinfo")) is { Success: true } model
            ? model.Groups["model"].Value
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static string ServerVersion(string program)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        string told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return $"{Path.GetFileName(program)} {Version().Match(told).Value}";
    }

    [GeneratedRegex(@"model name\s*:\s*(?<model>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Model();

    [GeneratedRegex("[0-9]+[.][0-9.]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
