using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace LearningStudio.HostApi.Dashboard;

/// <summary>A file of the dashboard, embedded in the host.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Tag">Tells its versions apart.</param>
internal sealed record DashboardFile(byte[] Content, string MediaType, EntityTagHeaderValue Tag)
{
    private const string Folder = "dashboard/";

    /// <summary>Reads all of them, by name.</summary>
    public static Dictionary<string, DashboardFile> ReadAll() =>
        typeof(DashboardFile)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..], Read, StringComparer.Ordinal);

    private static DashboardFile Read(string resource)
    {
        using Stream stream = typeof(DashboardFile).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        byte[] bytes = content.ToArray();
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new DashboardFile(bytes, MediaTypeOf(resource), new EntityTagHeaderValue($"\"{hash}\""));
    }

    private static string MediaTypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
}
