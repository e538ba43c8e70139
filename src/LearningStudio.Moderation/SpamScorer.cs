using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Scoring;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation;

/// <summary>Scores texts by the rules in force, with the arithmetic of the classic profile.</summary>
/// <remarks>
/// Thread-safe. A change of the options is taken over whole, by one reference: a verdict never mixes two rule sets.
/// An invalid change leaves the last good rules in force. Lengths and shares count Unicode scalar values.
/// </remarks>
public sealed class SpamScorer : IDisposable
{
    private readonly IDisposable? _subscription;
    private RuleSet _rules;

    /// <summary>Builds the rules from the options and follows their changes.</summary>
    /// <exception cref="OptionsValidationException">A rule or another option is invalid; it is named.</exception>
    public SpamScorer(IOptionsMonitor<ModerationOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _rules = RuleSet.Compile(options.CurrentValue);
        _subscription = options.OnChange(changed => Volatile.Write(ref _rules, RuleSet.Compile(changed)));
    }

    /// <summary>Scores the body of a post.</summary>
    public Verdict ScoreBody(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return ClassicProfile.ScoreBody(body, Volatile.Read(ref _rules));
    }

    /// <summary>Scores the title of a topic.</summary>
    public Verdict ScoreTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return ClassicProfile.ScoreTitle(title, Volatile.Read(ref _rules));
    }

    /// <summary>Stops following the options.</summary>
    public void Dispose() => _subscription?.Dispose();
}
