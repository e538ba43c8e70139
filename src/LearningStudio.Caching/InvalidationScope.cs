namespace LearningStudio.Caching;

/// <summary>Where an invalidation is in force when its call returns.</summary>
public enum InvalidationScope
{
    /// <summary>In this process and for every read that goes to Redis; in the others' memory within milliseconds.</summary>
    Everywhere = 0,

    /// <summary>
    /// In this process only: Redis could not be told. It is kept, and told when Redis is back. A process that ends before
    /// tries for five seconds more, and logs how many invalidations are lost.
    /// </summary>
    ThisProcess = 1,
}
