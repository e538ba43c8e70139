namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>How a cache is before a request that is measured.</summary>
internal enum CacheState
{
    /// <summary>As earlier requests left it.</summary>
    AsItIs,

    /// <summary>Emptied before each request.</summary>
    Empty,

    /// <summary>Every page of a turn was read before it.</summary>
    Warm,
}
