namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>A rule as it was written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">Where it stands, for people.</param>
/// <param name="Rule">The rule.</param>
internal sealed record SourcedRule(string Id, string Source, SpamRule Rule)
{
    /// <summary>The source of rules in options.</summary>
    public const string Configuration = "configuration";
}
