namespace LearningStudio.Caching.Invalidation;

/// <summary>One step of a sequence: what was invalidated between two neighbouring numbers.</summary>
internal sealed record SequenceStep(
    ulong Epoch,
    long Previous,
    long Number,
    IReadOnlyList<InvalidationTarget> Invalidations
)
{
    public Sequence End => new(Epoch, Number);
}
