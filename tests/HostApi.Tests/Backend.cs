namespace LearningStudio.HostApi.Tests;

/// <summary>What a host runs on.</summary>
public enum Backend
{
    /// <summary>SQLite, and a cache in memory.</summary>
    Embedded,

    /// <summary>PostgreSQL, and a cache over Redis.</summary>
    Servers,
}
