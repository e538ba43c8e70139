using System.Security.Cryptography;
using System.Text;

namespace LearningStudio.Caching.Redis;

/// <summary>A script, and the hash by which a server that has seen it runs it.</summary>
internal sealed class RedisScript(string text)
{
    public string Text => text;

#pragma warning disable CA5350 // Redis names scripts so.
    public byte[] Hash { get; } = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
}
