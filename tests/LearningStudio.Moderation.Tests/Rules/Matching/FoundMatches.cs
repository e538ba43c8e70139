using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

/// <summary>Keeps what a search finds.</summary>
internal sealed class FoundMatches : IMatchSink
{
    public SortedDictionary<int, (int Start, int Length)> Places { get; } = [];

    public SortedSet<int> Failures { get; } = [];

    public static FoundMatches In(PatternIndex index, string text)
    {
        var found = new FoundMatches();
        index.Search(text, found, new SearchBudget(TimeProvider.System, TimeSpan.FromMinutes(1))).ShouldBeTrue();
        return found;
    }

    public bool Wants(int pattern) => !Places.ContainsKey(pattern);

    public void Matched(int pattern, int start, int length) => Places.Add(pattern, (start, length));

    public void Failed(int pattern, bool isNowDisabled) => Failures.Add(pattern);
}
