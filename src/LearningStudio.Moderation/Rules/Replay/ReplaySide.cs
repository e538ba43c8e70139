using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Learning;
using LearningStudio.Moderation.Rules.Loading;
using LearningStudio.Moderation.Scoring;
using LearningStudio.Moderation.Triggers;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>One of the two sets that are compared, with what it said so far. Not thread-safe.</summary>
internal sealed class ReplaySide
{
    // Above what triggers by trust alone look at: they would ask for a review whatever the rules say.
    private const int Trusted = int.MaxValue;

    private readonly ModerationOptions _options;
    private readonly RuleSet _set;
    private readonly IReadOnlyList<RejectedRule> _rejected;
    private readonly TimeProvider _time;
    private readonly ThresholdCounts _thresholds;
    private readonly CaseList _falsePositives;
    private int _incomplete;

    private ReplaySide(
        ModerationOptions options,
        (RuleSet Set, IReadOnlyList<RejectedRule> Rejected) load,
        ReplayOptions settings,
        TimeProvider time
    )
    {
        _options = options;
        (_set, _rejected) = load;
        _time = time;
        _thresholds = new ThresholdCounts(settings.Thresholds is { Count: > 0 } given ? given : Defaults(options));
        _falsePositives = new CaseList(settings.Examples);
    }

    /// <exception cref="OptionsValidationException">An option is out of its bounds, or a file is no rule file.</exception>
    public static ReplaySide Create(ModerationOptions options, ReplayOptions settings, TimeProvider time)
    {
        ValidateOptionsResult bounds = ModerationOptionsGuard.Check(options);
        if (bounds.Failed)
        {
            throw new OptionsValidationException("", typeof(ModerationOptions), bounds.Failures);
        }

        try
        {
            return new ReplaySide(options, RuleLoad.Load(options, null), settings, time);
        }
        catch (RuleFileException exception)
        {
            throw exception.AsInvalidOption();
        }
    }

    public EvaluatedPost Evaluate(int place, LabelledPost post)
    {
        EvaluatedPost evaluated = Evaluate(post);
        _incomplete += evaluated.IsComplete ? 0 : 1;
        _thresholds.Add(evaluated.Score, post.IsSpam);
        if (!post.IsSpam && evaluated.Action > ModerationAction.Allow)
        {
            _falsePositives.Add(place, isSpam: false);
        }

        return evaluated;
    }

    public ReplayResult ToResult() =>
        new(_set.Hash, _rejected, _incomplete, _falsePositives.ToResult(), _thresholds.ToResult());

    private EvaluatedPost Evaluate(LabelledPost post)
    {
        var context = new RuleContext { TrustLevel = post.TrustLevel, Scope = post.Scope };
        var facts = new SubmissionFacts(
            Score(post.Body, RuleFields.Body, context),
            post.Title is null ? null : Score(post.Title, RuleFields.Title, context),
            post.Author is null ? null : Score(post.Author, RuleFields.Author, context),
            IsDuplicate: false,
            Copies: null,
            PostsToday: 0,
            PendingItems: 0
        );
        var submission = new Submission
        {
            AuthorId = 0,
            TrustLevel = Trusted,
            Body = post.Body,
            Title = post.Title,
            Author = post.Author,
            Scope = post.Scope,
        };
        facts = facts with { Combined = _set.Combine(facts.Verdicts, post.TrustLevel ?? 0) };
        ModerationResult result = SubmissionEvaluator.Evaluate(submission, facts, _set.Settings, _options);
        return new EvaluatedPost(result.Score, result.Action, result.IsComplete, HitRules.From(facts.Verdicts));
    }

    private Verdict Score(string text, RuleFields field, RuleContext context) =>
        SetScorer.Score(_set, text, field, TextEvaluator.Evaluate(_set, text, field, context, _time));

    private static IEnumerable<double> Defaults(ModerationOptions options) =>
        options.Profile == ScoreProfile.Classic
            ? Enumerable.Range(1, 10).Select(tenth => tenth / 10.0)
            : Enumerable
                .Range(1, 10)
                .Select(whole => (double)whole)
                .Append(options.Thresholds.Review)
                .Append(options.Thresholds.Hold)
                .Concat(options.Thresholds.Reject is { } reject ? [reject] : Array.Empty<double>());
}
