namespace LearningStudio.Caching.Invalidation;

/// <summary>What a sequence holds beyond a known number, read at one moment.</summary>
/// <param name="End">Where the sequence stood.</param>
/// <param name="Floor">Numbers up to this one were forgotten; 0 where it is below the known number.</param>
/// <param name="Invalidations">In the order of their numbers.</param>
internal sealed record SequenceDelta(Sequence End, long Floor, IReadOnlyList<NumberedInvalidation> Invalidations);
