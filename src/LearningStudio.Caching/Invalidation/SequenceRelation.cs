namespace LearningStudio.Caching.Invalidation;

/// <summary>How a place in a sequence relates to what a node knows of it.</summary>
internal enum SequenceRelation
{
    /// <summary>Everything up to it has been applied.</summary>
    Known,

    /// <summary>Something up to it is still missing.</summary>
    Ahead,

    /// <summary>It belongs to another epoch: the sequence in Redis has begun anew.</summary>
    Foreign,

    /// <summary>The node repeats no sequence at present.</summary>
    Detached,
}
