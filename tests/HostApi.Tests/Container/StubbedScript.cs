using System.Diagnostics;

namespace LearningStudio.HostApi.Tests.Container;

/// <summary>A script of deploy/, run with small scripts in place of the programs that it calls.</summary>
internal sealed class StubbedScript(string name) : IDisposable
{
    private readonly DirectoryInfo _programs = Directory.CreateTempSubdirectory("stubs-");

    /// <summary>What a stub may write, in the folder of the stubs.</summary>
    public string PathOf(string file) => Path.Combine(_programs.FullName, file);

    public void Stub(string program, string script) => File.WriteAllText(PathOf(program), $"#!/bin/sh\n{script}\n");

    public async Task<(int ExitCode, string Error)> RunAsync(
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        string command = $"chmod +x {_programs.FullName}/*; exec sh \"$@\"";
        var start = new ProcessStartInfo("sh", ["-c", command, "sh", Checkout.PathOf("deploy", name), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{_programs.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }

    public void Dispose() => _programs.Delete(recursive: true);
}
