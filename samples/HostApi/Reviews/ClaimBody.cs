using System.ComponentModel.DataAnnotations;

namespace LearningStudio.HostApi.Reviews;

/// <summary>How many reviews to claim.</summary>
public sealed record ClaimBody
{
    /// <summary>From 1 to 20; 1 by default.</summary>
    [Range(1, 20)]
    public int Count { get; init; } = 1;
}
