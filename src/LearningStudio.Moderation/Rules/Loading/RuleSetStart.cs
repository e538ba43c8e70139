namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Options without settings: validating them when the host starts constructs <see cref="RuleSetSource"/>, which refuses bad options and rules.</summary>
internal sealed class RuleSetStart;
