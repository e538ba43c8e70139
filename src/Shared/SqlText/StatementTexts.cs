using System.Collections.Concurrent;

namespace LearningStudio.SqlText;

// Rule: texts are read once while they are in use. Values written into texts make for ever new ones, so two generations
//   are kept: a full young one becomes the old one, and what is used in the old one moves over.
// Threads: any; a text may be read twice.
// Cost: at most 2 × 512 texts of at most 8,192 characters.
internal sealed class StatementTexts
{
    public const int Generation = 512;
    private const int MaxTextLength = 8_192;
    private ConcurrentDictionary<string, StatementText> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, StatementText> _old = new(StringComparer.Ordinal);

    public static StatementTexts Shared { get; } = new();

    public int Count => _young.Count + _old.Count;

    public StatementText Get(string sql)
    {
        if (_young.TryGetValue(sql, out StatementText? known))
        {
            return known;
        }

        StatementText text = _old.TryGetValue(sql, out known) ? known : SqlReader.Read(sql);
        if (sql.Length > MaxTextLength)
        {
            return text;
        }

        ConcurrentDictionary<string, StatementText> young = _young;
        if (young.Count >= Generation)
        {
            _old = young;
            _young = young = new ConcurrentDictionary<string, StatementText>(StringComparer.Ordinal);
        }

        young.TryAdd(sql, text);
        return text;
    }
}
