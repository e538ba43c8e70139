namespace LearningStudio.SqlText;

/// <summary>What there is to know of a statement's text.</summary>
/// <param name="Fingerprint">What it asks, without values.</param>
/// <param name="Tag">The comment before its first word.</param>
/// <param name="Literals">A hash of the values in it.</param>
internal sealed record StatementText(Fingerprint Fingerprint, string? Tag, int Literals);
