using System.Diagnostics.Metrics;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Diagnostics;

/// <summary>The metrics of rules and of moderation. Thread-safe.</summary>
internal sealed class ModerationMetrics
{
    private static readonly double[] Seconds = [0.00001, 0.0001, 0.001, 0.01, 0.1, 1];
    private readonly Meter _meter;
    private readonly Counter<long> _posts;
    private readonly Counter<long> _unfinished;
    private readonly Counter<long> _disabled;
    private readonly Counter<long> _changes;
    private readonly Histogram<double> _duration;

    public ModerationMetrics(ModerationMeter meter)
    {
        _meter = meter.Meter;
        _posts = _meter.CreateCounter<long>("moderation.posts", "{post}", "Submissions judged, by action.");
        _unfinished = _meter.CreateCounter<long>(
            "moderation.verdicts.incomplete",
            "{verdict}",
            "Verdicts that not every rule finished, by reason."
        );
        _disabled = _meter.CreateCounter<long>(
            "moderation.rules.disabled",
            "{rule}",
            "Rules that ran out of time too often."
        );
        _changes = _meter.CreateCounter<long>("moderation.rules.changes", "{change}", "Changes of rules, by result.");
        _duration = _meter.CreateHistogram(
            "moderation.judge.duration",
            "s",
            "How long the rules took for a text, by its field.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
        );
    }

    public void Observe(Func<int> rules, Func<int> rejected)
    {
        _meter.CreateObservableGauge("moderation.rules", rules, "{rule}", "Rules in force or in trial.");
        _meter.CreateObservableGauge("moderation.rules.rejected", rejected, "{rule}", "Rules left out as bad.");
    }

    public void Evaluated(RuleFields field, Verdict verdict, TimeSpan duration)
    {
        if (_duration.Enabled)
        {
            _duration.Record(duration.TotalSeconds, Tag("moderation.field", NameOf(field)));
        }

        if (!verdict.IsComplete)
        {
            string reason =
                verdict.IsCut ? "length"
                : verdict.IsOutOfTime ? "time"
                : "rule";
            _unfinished.Add(1, Tag("moderation.reason", reason));
        }
    }

    public void Posted(ModerationAction action) =>
        _posts.Add(
            1,
            Tag(
                "moderation.action",
                action switch
                {
                    ModerationAction.Allow => "allow",
                    ModerationAction.Review => "review",
                    ModerationAction.Hold => "hold",
                    _ => "reject",
                }
            )
        );

    public void RuleDisabled() => _disabled.Add(1);

    public void Changed(bool isTaken) => _changes.Add(1, Tag("moderation.result", isTaken ? "taken" : "refused"));

    private static string NameOf(RuleFields field) =>
        field switch
        {
            RuleFields.Title => "title",
            RuleFields.Body => "body",
            _ => "author",
        };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
