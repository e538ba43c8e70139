namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Compares two sets, post by post. Not thread-safe.</summary>
internal sealed class ReplayCounts(ReplaySide candidate, ReplaySide current, int examples)
{
    private readonly Dictionary<string, RuleCounts> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(ModerationAction From, ModerationAction To), CaseList> _changes = [];
    private readonly CaseList _newHits = new(examples);
    private readonly CaseList _lostHits = new(examples);
    private int _place;
    private int _spam;

    public void Add(LabelledPost post)
    {
        EvaluatedPost after = candidate.Evaluate(_place, post);
        EvaluatedPost before = current.Evaluate(_place, post);
        if (after.Action != before.Action)
        {
            AddChange(before.Action, after.Action, post.IsSpam);
        }

        foreach (string id in after.Rules.Keys.Union(before.Rules.Keys, StringComparer.OrdinalIgnoreCase))
        {
            if (!_rules.TryGetValue(id, out RuleCounts? rule))
            {
                _rules.Add(id, rule = new RuleCounts(id, examples));
            }

            rule.Add(_place, post.IsSpam, after, before);
        }

        _spam += post.IsSpam ? 1 : 0;
        _place++;
    }

    public ReplayReport Report() =>
        new(
            _spam,
            _place - _spam,
            candidate.ToResult(),
            current.ToResult(),
            _newHits.ToResult(),
            _lostHits.ToResult(),
            [
                .. _changes
                    .OrderBy(change => change.Key)
                    .Select(change => new ActionChange(change.Key.From, change.Key.To, change.Value.ToResult())),
            ],
            [.. _rules.Values.Select(rule => rule.ToResult()).OrderBy(rule => rule.RuleId, StringComparer.Ordinal)]
        );

    private void AddChange(ModerationAction from, ModerationAction to, bool isSpam)
    {
        if (!_changes.TryGetValue((from, to), out CaseList? cases))
        {
            _changes.Add((from, to), cases = new CaseList(examples));
        }

        cases.Add(_place, isSpam);
        if (from == ModerationAction.Allow)
        {
            _newHits.Add(_place, isSpam);
        }
        else if (to == ModerationAction.Allow)
        {
            _lostHits.Add(_place, isSpam);
        }
    }
}
