namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>What is found of a rule.</summary>
public enum LintKind
{
    /// <summary>An option is out of its bounds: the host does not start.</summary>
    InvalidOption,

    /// <summary>A rule file cannot be taken over at all. Nothing else is checked before it can.</summary>
    UnusableFile,

    /// <summary>The rule is left out: its syntax, a field, one of its own examples, or its time.</summary>
    Rejected,

    /// <summary>The expression takes polynomial or exponential time at worst, and only backtracking can run it.</summary>
    Backtracking,

    /// <summary>Nothing to look for before the expression is asked: it sees every text.</summary>
    NoLiteral,

    /// <summary>Another rule looks for the same, at the same places.</summary>
    Duplicate,

    /// <summary>Another rule hits wherever this one does.</summary>
    Subsumed,

    /// <summary>The statistics know of no hit.</summary>
    NeverFired,

    /// <summary>The day has passed from which on the rule is not in force.</summary>
    Expired,

    /// <summary>A scope that is none of those given.</summary>
    UnknownScope,

    /// <summary>The expression would take polynomial or exponential time by backtracking; the linear engine runs it.</summary>
    LinearEngine,

    /// <summary>Rules name scopes, and it was not said which there are.</summary>
    UncheckedScopes,
}
