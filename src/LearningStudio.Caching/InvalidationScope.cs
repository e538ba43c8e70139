namespace LearningStudio.Caching;

/// <summary>Where an invalidation is in force when its call returns.</summary>
public enum InvalidationScope
{
    /// <summary>In this process and for every read that goes to Redis; in the others' memory within milliseconds.</summary>
    Everywhere = 0,

    /// <summary>
    /// In this process only: Redis could not be reached. The invalidation is queued, and sent when Redis returns. A process
    /// that ends before tries for five seconds more, and logs how many invalidations are lost.
    /// </summary>
    ThisProcess = 1,
}
