using System.Runtime.InteropServices;

namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>The time that the search of a post may take in all; the same for each of its texts.</summary>
/// <param name="time">The clock.</param>
/// <param name="limit">How long, from now.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SearchBudget(TimeProvider time, TimeSpan limit)
{
    private readonly long _begin = time.GetTimestamp();

    public bool IsSpent => time.GetElapsedTime(_begin) > limit;
}
