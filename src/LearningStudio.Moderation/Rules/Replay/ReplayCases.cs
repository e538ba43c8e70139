namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Posts with something in common.</summary>
/// <param name="Spam">How many of them are spam.</param>
/// <param name="Ham">How many are not.</param>
/// <param name="Examples">The places of the first of them in the replayed sequence, from 0.</param>
public sealed record ReplayCases(int Spam, int Ham, IReadOnlyList<int> Examples);
