using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Evaluation;

/// <summary>What the rules found in one part of a submission. Not thread-safe.</summary>
internal sealed class Findings(RuleSet set, RuleContext context, DateTimeOffset now) : IMatchSink
{
    // Most texts have none: the lists are made when they are needed.
    private List<Hit>? _hits;
    private List<string>? _failed;
    private RuleFields _field;
    private FoldedText? _folded;
    private int _offset;

    /// <summary>The hits, by the rules' ids.</summary>
    public IReadOnlyList<Hit> Hits => _hits ?? (IReadOnlyList<Hit>)[];

    /// <summary>The hits of rules that are not in trial.</summary>
    public IEnumerable<Hit> Counted => Hits.Where(hit => hit.Rule.State == RuleState.Active);

    /// <summary>The ids of rules that could not be searched to their end.</summary>
    public IReadOnlyList<string> Unfinished => _failed ?? (IReadOnlyList<string>)[];

    /// <summary>The ids of rules that this search disabled.</summary>
    public IReadOnlyList<string> Disabled { get; private set; } = [];

    /// <summary>Whether the text was longer than the rules may see.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether the time was up before all rules were searched.</summary>
    public bool IsOutOfTime { get; set; }

    /// <summary>Says what is searched next.</summary>
    /// <param name="field">The part of the submission.</param>
    /// <param name="folded">The folded view, where that is searched.</param>
    /// <param name="offset">Where the searched text begins in the raw one.</param>
    public void Enter(RuleFields field, FoldedText? folded, int offset)
    {
        _field = field;
        _folded = folded;
        _offset = offset;
    }

    public bool Applies(CompiledRule rule) =>
        (rule.Fields & _field) != RuleFields.None
        && !(rule.RawOnly && _folded is not null)
        && rule.Applies(context, now)
        && !HasHit(rule);

    public bool Wants(int pattern) => Applies(set.RuleOf(pattern));

    public void Matched(int pattern, int start, int length)
    {
        TextSpan place = _folded is { } folded ? folded.Raw(start, length) : new TextSpan(start, length);
        Add(set.RuleOf(pattern), place);
    }

    public void Add(CompiledRule rule, TextSpan place)
    {
        _hits ??= [];
        _hits.Add(new Hit(rule, _field, new TextSpan(place.Start + _offset, place.Length)));
    }

    public void Sort() => _hits?.Sort((one, other) => string.CompareOrdinal(one.Rule.Id, other.Rule.Id));

    public void Failed(int pattern, bool isNowDisabled)
    {
        CompiledRule rule = set.RuleOf(pattern);
        if (isNowDisabled)
        {
            Disabled = [.. Disabled, rule.Id];
        }

        if (rule.State != RuleState.Active || _failed?.Contains(rule.Id) == true)
        {
            return;
        }

        _failed ??= [];
        _failed.Add(rule.Id);
    }

    private bool HasHit(CompiledRule rule) =>
        _hits is not null && _hits.Exists(hit => ReferenceEquals(hit.Rule, rule) && hit.Field == _field);
}
