namespace LearningStudio.SqlText;

// Rule: what depends on a call (literals, parameters, the length of a list) becomes ?, what the call's author wrote stays.
//   A comment before the first word is the statement's tag. No text is refused.
internal sealed class SqlReader
{
    private const string Operators = "+-*/<>=~!%^&|#@:\\";
    private const int MaxTagLength = 100;
    private readonly SqlScanner _sql;
    private readonly FingerprintWriter _writer = new();
    private HashCode _literals;
    private string? _tag;
    private int _at;

    private SqlReader(string sql) => _sql = new SqlScanner(sql);

    public static StatementText Read(string sql)
    {
        var reader = new SqlReader(sql);
        while (reader._at < sql.Length)
        {
            reader.ReadToken(sql[reader._at]);
        }

        return new StatementText(
            new Fingerprint(reader._writer.ToString()),
            reader._tag,
            reader._literals.ToHashCode()
        );
    }

    private void ReadToken(char c)
    {
        char next = _sql.At(_at + 1);
        if (char.IsWhiteSpace(c) || c == '\0')
        {
            _at++;
        }
        else if ((c, next) is ('-', '-') or ('/', '*'))
        {
            ReadComment(c == '-' ? _sql.EndOfLine(_at) : _sql.EndOfComment(_at));
        }
        else if (IsNumber(_at))
        {
            Literal(_sql.EndOfNumber(_at));
        }
        else if (SqlScanner.IsWordStart(c) || (c == '#' && SqlScanner.IsWordStart(next)))
        {
            ReadWord(next);
        }
        else if (!ReadQuoted(c) && !ReadParameter(c, next) && !ReadPunctuation(c, next))
        {
            ReadOperator();
        }
    }

    private void ReadComment(int end)
    {
        if (_writer.IsEmpty && _tag is null)
        {
            string tag = string.Join(
                ' ',
                _sql.Slice(_at, end)
                    .Trim("-/* \r\n\t")
                    .ToString()
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            );
            _tag = tag.Length > MaxTagLength ? tag[..MaxTagLength] : tag;
        }

        _at = end;
    }

    private void ReadWord(char next)
    {
        char first = char.ToUpperInvariant(_sql.At(_at));
        if (next == '\'' && first is 'E' or 'N' or 'X' or 'B')
        {
            Literal(_sql.EndOfQuoted(_at + 1, backslashEscapes: first == 'E'));
            return;
        }

        int end = _sql.EndOfWord(_at + 1);
        _writer.Word(_sql.Slice(_at, end));
        _at = end;
    }

    private bool ReadQuoted(char c)
    {
        int end = c switch
        {
            '\'' or '"' or '`' => _sql.EndOfQuoted(_at),
            '$' => _sql.EndOfDollarQuoted(_at),
            '[' => _sql.EndOfBracketed(_at),
            _ => _at,
        };
        if (end == _at)
        {
            return false;
        }

        bool isName = c is '[' || (c is '"' or '`' && end - _at > 1 && _sql.At(end - 1) == c);
        if (isName)
        {
            _writer.Word(_sql.Slice(_at, end));
            _at = end;
        }
        else
        {
            Literal(end);
        }

        return true;
    }

    private bool ReadParameter(char c, char next)
    {
        bool named = SqlScanner.IsWordPart(next);
        switch (c)
        {
            case '?':
            case '$' when named:
            case '@' when named:
            case ':' when named && !_writer.IsInSubscript:
                _writer.Value();
                _at = _sql.EndOfWord(_at + 1);
                return true;
            case '@' when next == '@' && SqlScanner.IsWordPart(_sql.At(_at + 2)):
                int end = _sql.EndOfWord(_at + 2);
                _writer.Word(_sql.Slice(_at, end));
                _at = end;
                return true;
            default:
                return false;
        }
    }

    private bool ReadPunctuation(char c, char next)
    {
        switch (c)
        {
            case '(' or '[':
                _writer.Open(c);
                break;
            case ')' or ']':
                _writer.Close(c);
                break;
            case ',':
                _writer.Comma();
                break;
            case ';':
                _writer.Semicolon();
                break;
            case '.':
                _writer.Dot();
                break;
            case ':' when next == ':':
                _writer.Cast();
                _at++;
                break;
            default:
                return false;
        }

        _at++;
        return true;
    }

    private void ReadOperator()
    {
        int end = _at + 1;
        while (Operators.Contains(_sql.At(end), StringComparison.Ordinal) && !BeginsToken(end))
        {
            end++;
        }

        _writer.Operator(_sql.Slice(_at, end));
        _at = end;
    }

    private bool BeginsToken(int index)
    {
        char next = _sql.At(index + 1);
        return _sql.At(index) switch
        {
            '-' => next == '-' || char.IsAsciiDigit(next) || IsFraction(index + 1),
            '+' => char.IsAsciiDigit(next) || IsFraction(index + 1),
            '/' => next == '*',
            '@' or ':' or '#' => next is '@' or ':' || SqlScanner.IsWordPart(next),
            _ => false,
        };
    }

    private bool IsNumber(int index)
    {
        char c = _sql.At(index);
        return c switch
        {
            '.' => _writer.ExpectsValue && char.IsAsciiDigit(_sql.At(index + 1)),
            '-' or '+' => _writer.ExpectsValue && (char.IsAsciiDigit(_sql.At(index + 1)) || IsFraction(index + 1)),
            _ => char.IsAsciiDigit(c),
        };
    }

    private bool IsFraction(int index) => _sql.At(index) == '.' && char.IsAsciiDigit(_sql.At(index + 1));

    private void Literal(int end)
    {
        _literals.Add(string.GetHashCode(_sql.Slice(_at, end), StringComparison.Ordinal));
        _writer.Value();
        _at = end;
    }
}
