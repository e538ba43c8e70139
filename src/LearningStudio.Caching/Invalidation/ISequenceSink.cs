namespace LearningStudio.Caching.Invalidation;

/// <summary>What a sequence in Redis is repeated into; the replica calls it in order and under its lock.</summary>
internal interface ISequenceSink
{
    /// <summary>Gets ready to begin anew with all that the sequence holds; called outside any lock, where it may take long.</summary>
    /// <returns>What begins anew, under the lock.</returns>
    Action Prepare(SequenceDelta whole);

    /// <summary>Whether the repetition can go on where it was interrupted.</summary>
    bool CanResume { get; }

    /// <summary>Goes on after an interruption, from the number that was known last.</summary>
    void Resume(long known);

    /// <summary>Takes what came after the last call.</summary>
    void Apply(SequenceDelta delta);

    /// <summary>Interrupts the repetition: what is known may be out of date from now on.</summary>
    void Detach();
}
