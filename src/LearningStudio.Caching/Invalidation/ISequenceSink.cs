namespace LearningStudio.Caching.Invalidation;

/// <summary>What a sequence in Redis is repeated into; the replica calls it in order and under its lock.</summary>
internal interface ISequenceSink
{
    /// <summary>Begins anew with all that the sequence holds.</summary>
    void Attach(SequenceDelta whole);

    /// <summary>Takes what came after the last call.</summary>
    void Apply(SequenceDelta delta);

    /// <summary>Ends the repetition: what is known may be out of date from now on.</summary>
    void Detach();
}
