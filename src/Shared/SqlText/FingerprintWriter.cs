using System.Text;

namespace LearningStudio.SqlText;

// Rule: tokens are spaced in one way, however the text spaced them, so that a fingerprint's fingerprint is itself. The
//   list after IN, and the rows after VALUES, become (...) if they hold nothing but values.
internal sealed class FingerprintWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<Bracket> _brackets = new();
    private Token _last;
    private bool _opensList;
    private bool _opensRows;
    private bool _opensArray;
    private int _rowsEnd = -1;
    private int _subscripts;

    private enum Token
    {
        None,
        Word,
        Keyword,
        Value,
        Open,
        Close,
        Comma,
        Dot,
        Cast,
        Operator,
    }

    public bool IsEmpty => _last == Token.None;

    public bool IsInSubscript => _subscripts > 0;

    /// <summary>Whether a sign that comes next belongs to the number after it.</summary>
    public bool ExpectsValue => _last is not (Token.Word or Token.Value or Token.Close);

    public void Word(ReadOnlySpan<char> word)
    {
        bool isValue = _last == Token.Cast || word is "NULL" or "null" or "DEFAULT" or "default" || IsBoolean(word);
        Write(SqlKeywords.Contain(word) ? Token.Keyword : Token.Word, word, isValue);
        _opensRows = word.Equals("VALUES", StringComparison.OrdinalIgnoreCase);
        _opensList = _opensRows || word.Equals("IN", StringComparison.OrdinalIgnoreCase);
    }

    public void Value() => Write(Token.Value, "?", isValue: true);

    public void Operator(ReadOnlySpan<char> text) => Write(Token.Operator, text, isValue: false);

    public void Comma() => Write(Token.Comma, ",", isValue: true);

    public void Semicolon() => Write(Token.Comma, ";", isValue: false);

    public void Dot() => Write(Token.Dot, ".", isValue: false);

    public void Cast() => Write(Token.Cast, "::", isValue: true);

    public void Open(char bracket)
    {
        bool isRow = _opensRows || (_last == Token.Comma && _text.Length == _rowsEnd + 1);
        bool isList = (_opensList || isRow) && bracket == '(';
        bool isSubscript = bracket == '[';
        bool isTight = _last == Token.Word || (isSubscript && _last is Token.Close or Token.Value);
        Write(Token.Open, isSubscript ? "[" : "(", isValue: true, isTight);
        _opensArray = isSubscript && !isTight;
        _brackets.Push(new Bracket(_text.Length - 1, isList, isList && isRow, isSubscript));
        _subscripts += isSubscript ? 1 : 0;
    }

    public void Close(char bracket)
    {
        bool isEmpty = _last == Token.Open;
        Write(Token.Close, bracket == ']' ? "]" : ")", isValue: true);
        if (!_brackets.TryPop(out Bracket closed))
        {
            return;
        }

        _subscripts -= closed.IsSubscript ? 1 : 0;
        if (!closed.HoldsValues)
        {
            HoldsMore();
        }
        else if (closed.IsList && !isEmpty)
        {
            Collapse(closed);
        }
    }

    public override string ToString() => _text.ToString().TrimEnd(' ', ';');

    private void Collapse(Bracket list)
    {
        bool isNextRow = list.IsRow && _rowsEnd >= 0 && list.Start == _rowsEnd + 2;
        _text.Length = isNextRow ? _rowsEnd : list.Start;
        _text.Append(isNextRow ? "" : "(...)");
        _rowsEnd = list.IsRow ? _text.Length : _rowsEnd;
    }

    private void Write(Token token, ReadOnlySpan<char> text, bool isValue, bool isTight = false)
    {
        bool joinsLast = _last is Token.None or Token.Open or Token.Dot or Token.Cast;
        bool joinsNext = token is Token.Close or Token.Comma or Token.Dot or Token.Cast;
        bool looksLikeName = _opensArray && token is Token.Word or Token.Keyword;
        bool isColons = (_last, token) is (Token.Cast, Token.Operator) or (Token.Operator, Token.Cast);
        if ((!joinsLast && !joinsNext && !isTight) || isColons || looksLikeName)
        {
            _text.Append(' ');
        }

        _text.Append(text);
        _last = token;
        _opensList = false;
        _opensRows = false;
        _opensArray = false;
        if (!isValue)
        {
            HoldsMore();
        }
    }

    private void HoldsMore()
    {
        if (_brackets.TryPop(out Bracket bracket))
        {
            _brackets.Push(bracket with { HoldsValues = false });
        }
    }

    private static bool IsBoolean(ReadOnlySpan<char> word) =>
        word.Equals("TRUE", StringComparison.OrdinalIgnoreCase)
        || word.Equals("FALSE", StringComparison.OrdinalIgnoreCase);

    private readonly record struct Bracket(
        int Start,
        bool IsList,
        bool IsRow,
        bool IsSubscript,
        bool HoldsValues = true
    );
}
