namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>How the steps of backtracking grow with the text at worst.</summary>
internal enum Ambiguity
{
    /// <summary>No repetition without a bound.</summary>
    None,

    /// <summary>One repetition at a time: a text is read again from each of its positions, no more.</summary>
    Single,

    /// <summary>Several in a row: polynomial.</summary>
    Polynomial,

    /// <summary>Repetitions within repetitions, or what only backtracking can do: exponential.</summary>
    Exponential,
}
