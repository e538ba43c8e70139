namespace LearningStudio.SqlText;

// Rule: the operation is the statement's own, behind any WITH; the target is the table it reads first or writes. What
//   stands in brackets is skipped, and a subquery is no target.
// Source: OpenTelemetry's semantic conventions for database client calls, "db.query.summary".
internal sealed record QuerySummary(string? Operation, string Text)
{
    private const int MaxLength = 100;
    private static readonly string[] Main = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"];

    public static QuerySummary Parse(string fingerprint)
    {
        string[] words = [.. Words(fingerprint)];
        string[] upper = [.. words.Select(word => word.ToUpperInvariant())];
        int at = upper is ["WITH", ..] ? Array.FindIndex(upper, word => Main.Contains(word)) : 0;
        if (at < 0 || upper.Length == 0 || !upper[at].All(char.IsAsciiLetter))
        {
            return new QuerySummary(null, "other");
        }

        string operation = upper[at];
        int target = operation switch
        {
            "SELECT" or "DELETE" => Array.IndexOf(upper, "FROM", at) + 1,
            "INSERT" or "MERGE" or "REPLACE" => Array.IndexOf(upper, "INTO", at) + 1,
            "UPDATE" => at + 1,
            _ => 0,
        };
        string text =
            target > at && target < words.Length && words[target] is not "("
                ? $"{operation} {words[target]}"
                : operation;
        return new QuerySummary(operation, text.Length > MaxLength ? operation : text);
    }

    private static IEnumerable<string> Words(string fingerprint)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= fingerprint.Length; i++)
        {
            char c = i < fingerprint.Length ? fingerprint[i] : ' ';
            if (c is not (' ' or '(' or ')' or ',' or ';'))
            {
                continue;
            }

            string word = fingerprint[start..i].Replace("\"", "").Replace("`", "").Trim('[', ']');
            if (depth == 0 && word.Length > 0)
            {
                yield return word;
            }

            if (depth == 0 && c == '(')
            {
                yield return "(";
            }

            depth += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            start = i + 1;
        }
    }
}
