using System.Security.Cryptography;
using System.Text;

namespace LearningStudio.Caching.Redis;

/// <summary>A Lua script, and the hash by which a server that has seen it runs it.</summary>
internal sealed class RedisScript(string text)
{
    private const string Folder = "LearningStudio.Caching.Redis";

    public string Text => text;

#pragma warning disable CA5350 // Redis names scripts so.
    public byte[] Hash { get; } = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350

    /// <summary>Reads a script that the assembly carries: its file, after the one that it builds on.</summary>
    /// <param name="files">Their names, by their folders below this one: <c>Fills.head</c>.</param>
    public static RedisScript Load(params string[] files) => new(string.Join('\n', files.Select(Read)));

    private static string Read(string file)
    {
        using Stream stream = typeof(RedisScript).Assembly.GetManifestResourceStream($"{Folder}.{file}.lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd('\n');
    }
}
