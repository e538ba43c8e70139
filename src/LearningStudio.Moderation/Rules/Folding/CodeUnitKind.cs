namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>What folding makes of a code unit.</summary>
internal enum CodeUnitKind : byte
{
    /// <summary>Not worked out yet.</summary>
    Unknown,

    /// <summary>It stays as it is.</summary>
    Unchanged,

    /// <summary>It becomes something else.</summary>
    Changed,

    /// <summary>It depends on what stands beside it, or shows nothing: a mark, half a pair, a format character.</summary>
    Joining,
}
