using System.Diagnostics;
using System.Net;

namespace LearningStudio.Packages.Tests;

/// <summary>The template makes a host that works, with the packed packages in place of the projects.</summary>
[Collection(PackedPackages.Collection)]
public sealed class TemplateTests(PackedPackages packages) : IDisposable
{
    private const string Listening = "Now listening on: ";

    // What only the sample has: its namespace and its folder.
    private static readonly string[] Foreign = ["LearningStudio.HostApi", "samples/HostApi"];

    private readonly ConsumerFolder _folder = new(packages);

    public void Dispose() => _folder.Dispose();

    // A name that is none for a namespace, as folders often have.
    [Fact]
    public async Task HostOfTheTemplate_Answers()
    {
        string hive = _folder.PathOf("hive");
        await RunAsync(
            Checkout.PathOf("templates", "LearningStudio.Templates"),
            ["pack", "--no-build", "-c", Repository.Configuration, "-o", _folder.PathOf("template")]
        );
        string package = Directory.GetFiles(_folder.PathOf("template"), "*.nupkg").ShouldHaveSingleItem();
        await RunAsync(_folder.Path, ["new", "install", package, "--debug:custom-hive", hive]);
        await RunAsync(
            _folder.Path,
            ["new", "learningstudio-host", "-n", "my-forum", "-o", "my-forum", "--debug:custom-hive", hive]
        );
        Directory
            .EnumerateFiles(_folder.PathOf("my-forum"), "*", SearchOption.AllDirectories)
            .Where(file => Foreign.Any(File.ReadAllText(file).Contains))
            .ShouldBeEmpty();
        await RunAsync(_folder.PathOf("my-forum"), ["build", "--nologo", "-v", "quiet"]);

        using Process host = Start();
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(host) };

            foreach (string path in new[] { "/health/ready", "/api/v1/forums", "/dashboard", "/openapi/v1.json" })
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            }
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
        }
    }

    private static async Task RunAsync(string folder, string[] arguments)
    {
        (int exitCode, string output) = await Repository.DotnetAsync(folder, arguments);
        exitCode.ShouldBe(0, output);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", "bin/Debug/net10.0/my-forum.dll"])
        {
            WorkingDirectory = _folder.PathOf("my-forum"),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressAsync(Process host)
    {
        var said = new List<string>();
        while (await host.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            int at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                // Nobody listens any more, and a full pipe would stop the host.
                _ = host.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(line[(at + Listening.Length)..]);
            }
        }

        throw new InvalidOperationException($"The host ended: {string.Join(Environment.NewLine, said)}");
    }
}
