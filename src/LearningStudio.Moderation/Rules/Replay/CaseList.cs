namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Counts posts, and keeps the places of the first.</summary>
internal sealed class CaseList(int examples)
{
    private readonly List<int> _examples = [];
    private int _spam;
    private int _ham;

    public void Add(int place, bool isSpam)
    {
        _spam += isSpam ? 1 : 0;
        _ham += isSpam ? 0 : 1;
        if (_examples.Count < examples)
        {
            _examples.Add(place);
        }
    }

    public ReplayCases ToResult() => new(_spam, _ham, _examples);
}
