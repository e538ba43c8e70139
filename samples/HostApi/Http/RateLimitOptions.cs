using System.ComponentModel.DataAnnotations;

namespace LearningStudio.HostApi.Http;

/// <summary>How many requests one user, or one address without a user, may make.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Whether requests are limited at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Reads in a second, in the long run; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int ReadsPerSecond { get; set; } = 50;

    /// <summary>Reads at once after a pause; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int ReadBurst { get; set; } = 200;

    /// <summary>Writes in a minute, in the long run; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int WritesPerMinute { get; set; } = 60;

    /// <summary>Writes at once after a pause; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int WriteBurst { get; set; } = 20;
}
