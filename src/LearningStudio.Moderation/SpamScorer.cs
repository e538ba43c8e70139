using LearningStudio.Moderation.Diagnostics;
using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Loading;
using LearningStudio.Moderation.Rules.Matching;
using LearningStudio.Moderation.Rules.Replay;
using LearningStudio.Moderation.Scoring;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Moderation;

/// <summary>Scores texts by the rules in force, with the arithmetic of the profile that is set.</summary>
/// <remarks>
/// Thread-safe. A change of options or rule files is taken over whole, by one reference: a verdict never mixes two rule
/// sets. An invalid change leaves the last good rules in force; single bad rules of a change are left out, and
/// <see cref="RejectedRules"/> names them.
/// </remarks>
public sealed class SpamScorer
{
    private readonly RuleSetSource _source;
    private readonly ModerationMetrics _metrics;
    private readonly RuleStatistics _statistics;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    internal SpamScorer(
        RuleSetSource source,
        ModerationMetrics metrics,
        RuleStatistics statistics,
        TimeProvider time,
        ILogger<SpamScorer> logger
    )
    {
        _statistics = statistics;
        _source = source;
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    /// <summary>Names the rules in force.</summary>
    public string RuleSetHash => _source.Current.Hash;

    /// <summary>How many rules are in force or in trial.</summary>
    public int RuleCount => _source.Current.Rules.Count;

    /// <summary>The rules that the last change left out, and why.</summary>
    public IReadOnlyList<RejectedRule> RejectedRules => _source.Rejected;

    /// <summary>Scores the body of a post.</summary>
    /// <param name="body">The text as it was written.</param>
    /// <param name="context">What rules may depend on besides; null: nothing is known.</param>
    public Verdict ScoreBody(string body, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Score(Rules, body, RuleFields.Body, context ?? RuleContext.None);
    }

    /// <summary>Scores the title of a topic.</summary>
    /// <inheritdoc cref="ScoreBody"/>
    public Verdict ScoreTitle(string title, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        return Score(Rules, title, RuleFields.Title, context ?? RuleContext.None);
    }

    /// <summary>Scores the name of an author; in the classic profile by hits alone, as a title without its measures.</summary>
    /// <inheritdoc cref="ScoreBody"/>
    public Verdict ScoreAuthor(string name, RuleContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Score(Rules, name, RuleFields.Author, context ?? RuleContext.None);
    }

    /// <summary>
    /// Counts what a moderator decided of a post in <see cref="RuleStatistics"/>, for each rule in force or in trial that hits
    /// it now. Neither hits nor a verdict are counted again.
    /// </summary>
    public void Learn(LabelledPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        _statistics.Record(Verdicts(post), post.IsSpam);
    }

    /// <summary>Takes back what <see cref="Learn"/> counted of a post whose decision was undone, for each rule that hits it now.</summary>
    public void Unlearn(LabelledPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        _statistics.Retract(Verdicts(post), post.IsSpam);
    }

    private Verdict[] Verdicts(LabelledPost post)
    {
        RuleSet rules = Rules;
        var context = new RuleContext { TrustLevel = post.TrustLevel, Scope = post.Scope };
        return
        [
            Evaluate(post.Body, RuleFields.Body),
            .. post.Title is { } title ? [Evaluate(title, RuleFields.Title)] : Array.Empty<Verdict>(),
            .. post.Author is { } author ? [Evaluate(author, RuleFields.Author)] : Array.Empty<Verdict>(),
        ];
        Verdict Evaluate(string text, RuleFields field) =>
            SetScorer.Score(rules, text, field, TextEvaluator.Evaluate(rules, text, field, context, _time));
    }

    /// <summary>The rules in force now, for all parts of one submission.</summary>
    internal RuleSet Rules => _source.Current;

    internal Verdict Score(RuleSet set, string text, RuleFields field, RuleContext context)
    {
        long began = _time.GetTimestamp();
        Findings findings = TextEvaluator.Evaluate(set, text, field, context, _time);
        Verdict verdict = SetScorer.Score(set, text, field, findings);
        foreach (string rule in findings.Disabled)
        {
            _metrics.RuleDisabled();
            _logger.RuleDisabled(rule, SearchPattern.MaxFailures);
        }

        _statistics.Record(verdict);
        _metrics.Evaluated(field, verdict, _time.GetElapsedTime(began));
        return verdict;
    }
}
