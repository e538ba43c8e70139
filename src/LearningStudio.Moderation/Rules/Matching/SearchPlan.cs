namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>How a pattern is searched where one of its literals was met.</summary>
internal enum SearchPlan
{
    /// <summary>It is the literals, with word boundaries or without: no regular expression is asked.</summary>
    Literals,

    /// <summary>Its longest match is known: the expression sees the place.</summary>
    Window,

    /// <summary>The expression sees the whole text, once.</summary>
    Whole,

    /// <summary>It has no literal: the expression sees every text.</summary>
    Always,
}
