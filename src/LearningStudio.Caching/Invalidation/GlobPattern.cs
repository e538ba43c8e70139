using System.Buffers;
using System.Text;

namespace LearningStudio.Caching.Invalidation;

// Rule: matches what Redis's own matcher (stringmatchlen in util.c) matches, over UTF-8 bytes, case-sensitive.
// Threads: immutable.
// Cost: time O(pattern + key) without a star, O(pattern · key) at worst; no recursion, so no depth limit.
internal sealed class GlobPattern
{
    private const int StackBytes = 512;
    private readonly Token[] _tokens;

    private GlobPattern(Token[] tokens, string prefix)
    {
        _tokens = tokens;
        Prefix = prefix;
        IsPrefixOnly = tokens is [{ Kind: TokenKind.Star }];
    }

    private enum TokenKind : byte
    {
        Literal,
        Any,
        Set,
        Star,
    }

    /// <summary>What every matching key begins with.</summary>
    public string Prefix { get; }

    /// <summary>The texts that every matching key holds, the prefix first.</summary>
    public IEnumerable<string> Literals
    {
        get
        {
            if (Prefix.Length > 0)
            {
                yield return Prefix;
            }

            for (int from = 0; from < _tokens.Length; )
            {
                int to = from;
                while (to < _tokens.Length && _tokens[to].Kind == TokenKind.Literal)
                {
                    to++;
                }

                if (to > from && TryGetText(_tokens.AsSpan(from, to - from)) is { } literal)
                {
                    yield return literal;
                }

                from = Math.Max(to, from + 1);
            }
        }
    }

    /// <summary>Whether the pattern is the prefix and one star: then the prefix decides alone.</summary>
    private bool IsPrefixOnly { get; }

    public static GlobPattern Parse(string pattern)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(pattern);
        var tokens = new List<Token>(bytes.Length);
        var literal = new List<byte>();
        for (int at = 0; at < bytes.Length; at++)
        {
            Token token = Next(bytes, ref at);
            if (token.Kind == TokenKind.Literal && tokens.Count == 0)
            {
                literal.Add(token.Byte);
            }
            else if (token.Kind != TokenKind.Star || tokens is not [.., { Kind: TokenKind.Star }])
            {
                tokens.Add(token);
            }
        }

        return new GlobPattern([.. tokens], Encoding.UTF8.GetString([.. literal]));
    }

    /// <summary>A pattern that matches a text and nothing else.</summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny("*?[\\") < 0
            ? text
            : string.Concat(text.Select(letter => letter is '*' or '?' or '[' or '\\' ? $"\\{letter}" : $"{letter}"));

    public bool IsMatch(ReadOnlySpan<char> key)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = key[Prefix.Length..];
        if (IsPrefixOnly)
        {
            return true;
        }

        int max = Encoding.UTF8.GetMaxByteCount(rest.Length);
        byte[]? rented = max > StackBytes ? ArrayPool<byte>.Shared.Rent(max) : null;
        Span<byte> buffer = rented ?? stackalloc byte[StackBytes];
        bool matches = IsMatchOfBytes(buffer[..Encoding.UTF8.GetBytes(rest, buffer)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return matches;
    }

    // Half a surrogate pair became a replacement character, which no key holds in its place.
    private static string? TryGetText(ReadOnlySpan<Token> literals)
    {
        var bytes = new byte[literals.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = literals[i].Byte;
        }

        string text = Encoding.UTF8.GetString(bytes);
        return text.Contains('\ufffd', StringComparison.Ordinal) ? null : text;
    }

    // The classic two-pointer walk: on a mismatch the last star takes one byte more.
    private bool IsMatchOfBytes(ReadOnlySpan<byte> text)
    {
        int at = 0;
        int token = 0;
        int starToken = -1;
        int starAt = 0;
        while (at < text.Length)
        {
            if (token < _tokens.Length && _tokens[token].Kind == TokenKind.Star)
            {
                starToken = token++;
                starAt = at;
            }
            else if (token < _tokens.Length && _tokens[token].Takes(text[at]))
            {
                token++;
                at++;
            }
            else if (starToken >= 0)
            {
                token = starToken + 1;
                at = ++starAt;
            }
            else
            {
                return false;
            }
        }

        return token == _tokens.Length || (token == _tokens.Length - 1 && _tokens[token].Kind == TokenKind.Star);
    }

    private static Token Next(byte[] pattern, ref int at)
    {
        switch (pattern[at])
        {
            case (byte)'*':
                return new Token(TokenKind.Star);
            case (byte)'?':
                return new Token(TokenKind.Any);
            case (byte)'[':
                return NextSet(pattern, ref at);
            case (byte)'\\' when at + 1 < pattern.Length:
                at++;
                break;
        }

        return new Token(TokenKind.Literal, pattern[at]);
    }

    // A class that is never closed ends with the pattern, and `a-z` may begin with any byte, `]` included: as in Redis.
    private static Token NextSet(byte[] pattern, ref int at)
    {
        var members = new bool[256];
        at++;
        bool negated = at < pattern.Length && pattern[at] == '^';
        if (negated)
        {
            at++;
        }

        for (; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\' && at + 1 < pattern.Length)
            {
                members[pattern[++at]] = true;
            }
            else if (pattern[at] == ']')
            {
                break;
            }
            else if (at + 2 < pattern.Length && pattern[at + 1] == '-')
            {
                (int low, int high) = (Math.Min(pattern[at], pattern[at + 2]), Math.Max(pattern[at], pattern[at + 2]));
                members.AsSpan(low..(high + 1)).Fill(true);
                at += 2;
            }
            else
            {
                members[pattern[at]] = true;
            }
        }

        return new Token(TokenKind.Set, Members: negated ? Array.ConvertAll(members, member => !member) : members);
    }

    private readonly record struct Token(TokenKind Kind, byte Byte = 0, bool[]? Members = null)
    {
        public bool Takes(byte value) =>
            Kind switch
            {
                TokenKind.Literal => Byte == value,
                TokenKind.Set => Members![value],
                _ => Kind == TokenKind.Any,
            };
    }
}
