namespace LearningStudio.SqlText;

/// <summary>A statement's text without values; two of the same text are one, whichever texts they were read from.</summary>
internal sealed class Fingerprint(string text) : IEquatable<Fingerprint>
{
    private readonly int _hash = string.GetHashCode(text, StringComparison.Ordinal);
    private QuerySummary? _summary;

    public string Text => text;

    public QuerySummary Summary => _summary ??= QuerySummary.Parse(text);

    public bool Equals(Fingerprint? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && string.Equals(text, other.Text, StringComparison.Ordinal));

    public override bool Equals(object? obj) => Equals(obj as Fingerprint);

    public override int GetHashCode() => _hash;

    public override string ToString() => text;
}
