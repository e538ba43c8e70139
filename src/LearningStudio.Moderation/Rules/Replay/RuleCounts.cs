using LearningStudio.Moderation.Learning;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Counts the hits of one rule in both sets.</summary>
internal sealed class RuleCounts(string id, int examples)
{
    private readonly CaseList _newHits = new(examples);
    private readonly CaseList _lostHits = new(examples);
    private bool _isShadow;
    private bool _isInCandidate;
    private int _spam;
    private int _ham;
    private int _unique;

    public void Add(int place, bool isSpam, EvaluatedPost after, EvaluatedPost before)
    {
        bool wasHit = before.Rules.TryGetValue(id, out bool wasShadow);
        if (!after.Rules.TryGetValue(id, out bool isShadow))
        {
            _lostHits.Add(place, isSpam);
            _isShadow = _isInCandidate ? _isShadow : wasShadow;
            return;
        }

        _isInCandidate = true;
        _isShadow = isShadow;
        _spam += isSpam ? 1 : 0;
        _ham += isSpam ? 0 : 1;
        _unique += isSpam && HitRules.IsAlone(after.Rules, id) ? 1 : 0;
        if (!wasHit)
        {
            _newHits.Add(place, isSpam);
        }
    }

    public ReplayRule ToResult() => new(id, _isShadow, _spam, _ham, _unique, _newHits.ToResult(), _lostHits.ToResult());
}
