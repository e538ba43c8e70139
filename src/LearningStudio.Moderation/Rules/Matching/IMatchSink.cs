namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>Takes what a search finds; called by the searching thread only.</summary>
internal interface IMatchSink
{
    /// <summary>Whether a pattern's match is of interest.</summary>
    bool Wants(int pattern);

    /// <summary>The first match of a pattern.</summary>
    void Matched(int pattern, int start, int length);

    /// <summary>A pattern that might match could not be searched to its end.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isNowDisabled">Whether that happened once too often, just now.</param>
    void Failed(int pattern, bool isNowDisabled);
}
