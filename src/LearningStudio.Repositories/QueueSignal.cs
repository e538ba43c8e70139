namespace LearningStudio.Repositories;

/// <summary>What comes with an entry of the review queue.</summary>
/// <param name="VoterId">Who asks for it; each voter counts once an entry. Null for nobody.</param>
/// <param name="VoteWeight">What the voter's vote weighs.</param>
/// <param name="HasReasons">Whether the entry has reasons of its own, which replace earlier ones.</param>
/// <param name="Codes">The rules behind it; each is kept once an entry. Null for none.</param>
public sealed record QueueSignal(
    long? VoterId = null,
    double VoteWeight = 1,
    bool HasReasons = false,
    IReadOnlyCollection<string>? Codes = null
);
