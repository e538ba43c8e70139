using System.Runtime.CompilerServices;
using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.Findings;

// Rule: each part of a fingerprint between semicolons has the kind of its first word; behind WITH, a word that writes,
//   at any depth, makes it a write. The text has the kind of its weightiest part: COPY, write, procedure, read, transaction.
internal static class StatementKinds
{
    private static readonly StatementKind[] ByWeight =
    [
        StatementKind.Copy,
        StatementKind.Write,
        StatementKind.Procedure,
        StatementKind.Read,
        StatementKind.Transaction,
        StatementKind.Other,
    ];

    private static readonly ConditionalWeakTable<Fingerprint, object> Known = [];

    /// <summary>The kind of a fingerprint, found once.</summary>
    public static StatementKind Get(Fingerprint fingerprint) =>
        (StatementKind)Known.GetValue(fingerprint, static unknown => Parse(unknown.Text));

    /// <summary>The kind of a fingerprint's text, which holds neither comments nor texts in quotes.</summary>
    public static StatementKind Parse(string fingerprint)
    {
        var found = StatementKind.Other;
        foreach (Range part in fingerprint.AsSpan().Split(';'))
        {
            StatementKind kind = ParsePart(fingerprint.AsSpan(part));
            found = Array.IndexOf(ByWeight, kind) < Array.IndexOf(ByWeight, found) ? kind : found;
        }

        return found;
    }

    private static StatementKind ParsePart(ReadOnlySpan<char> part)
    {
        ReadOnlySpan<char> rest = part.TrimStart(" (");
        string first = NextWord(ref rest);
        string second = NextWord(ref rest);
        return first switch
        {
            "SELECT" => HasWord(part, "INTO") ? StatementKind.Write : StatementKind.Read,
            "VALUES" or "TABLE" or "FETCH" => StatementKind.Read,
            "WITH" => WritesWithin(part) ? StatementKind.Write : StatementKind.Read,
            "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "REPLACE" or "UPSERT" or "TRUNCATE" => StatementKind.Write,
            "EXEC" or "EXECUTE" or "CALL" => StatementKind.Procedure,
            "BEGIN" or "COMMIT" or "ROLLBACK" or "SAVEPOINT" or "RELEASE" or "ABORT" or "SAVE" =>
                StatementKind.Transaction,
            "START" or "END" or "PREPARE" or "SET" when second is "TRANSACTION" or "" => StatementKind.Transaction,
            "COPY" => StatementKind.Copy,
            "BULK" when second is "INSERT" => StatementKind.Copy,
            "LOAD" when second is "DATA" => StatementKind.Copy,
            _ => StatementKind.Other,
        };
    }

    private static bool WritesWithin(ReadOnlySpan<char> part) =>
        HasWord(part, "INSERT INTO") || HasWord(part, "DELETE FROM") || HasWord(part, "MERGE INTO") || HasUpdate(part);

    // The UPDATE of FOR UPDATE, and of ON CONFLICT DO UPDATE behind an INSERT, writes no row by itself.
    private static bool HasUpdate(ReadOnlySpan<char> part)
    {
        for (int at = IndexOfWord(part, "UPDATE", 0); at >= 0; at = IndexOfWord(part, "UPDATE", at + 1))
        {
            ReadOnlySpan<char> before = part[..at].TrimEnd();
            bool locks =
                before.EndsWith("FOR", StringComparison.OrdinalIgnoreCase)
                || before.EndsWith("NO KEY", StringComparison.OrdinalIgnoreCase);
            if (!locks)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> text, string word) => IndexOfWord(text, word, 0) >= 0;

    private static int IndexOfWord(ReadOnlySpan<char> text, string word, int start)
    {
        while (start < text.Length)
        {
            int at = text[start..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return -1;
            }

            at += start;
            int end = at + word.Length;
            if ((at == 0 || !IsWordPart(text[at - 1])) && (end == text.Length || !IsWordPart(text[end])))
            {
                return at;
            }

            start = end;
        }

        return -1;
    }

    private static string NextWord(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        int length = 0;
        while (length < text.Length && IsWordPart(text[length]))
        {
            length++;
        }

        string word = text[..length].ToString().ToUpperInvariant();
        text = text[length..];
        return word;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '"' or '`' or '$' or '@';
}
