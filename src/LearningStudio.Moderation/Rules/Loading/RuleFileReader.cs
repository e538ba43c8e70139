using System.Text;
using System.Text.Json;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Reads a file of rules, a list or JSON.</summary>
internal static class RuleFileReader
{
    private const long MaxBytes = 64 << 20;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The full path of a rule file.</summary>
    public static string FullPath(RuleFile file) => Path.GetFullPath(file.Path, AppContext.BaseDirectory);

    /// <exception cref="RuleFileException">The file cannot be read, is too large, or is not what its name says.</exception>
    public static IEnumerable<SourcedRule> Read(RuleFile file, ICollection<RejectedRule> rejected)
    {
        string name = Path.GetFileName(file.Path);
        string text = ReadText(FullPath(file), name);
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return new RuleListReader(file, name, rejected).Read(text);
        }

        try
        {
            return RuleJson.Read(text, name, rejected);
        }
        catch (JsonException exception)
        {
            // The message would quote the text.
            throw new RuleFileException(
                name,
                $"is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."
            );
        }
    }

    private static string ReadText(string path, string name)
    {
        try
        {
            using FileStream stream = File.Open(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            if (stream.Length > MaxBytes)
            {
                throw new RuleFileException(name, $"is larger than {MaxBytes >> 20} MiB: divide it.");
            }

            using var reader = new StreamReader(stream, Strict);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RuleFileException(name, "cannot be read: check its path and its permissions.", exception);
        }
        catch (DecoderFallbackException)
        {
            throw new RuleFileException(name, "is not UTF-8: convert it.");
        }
    }
}
