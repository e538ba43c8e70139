using System.ComponentModel.DataAnnotations;

namespace LearningStudio.HostApi.Reviews;

/// <summary>Proves a claim.</summary>
public record FenceBody
{
    /// <summary>The fence that the claim answered with.</summary>
    [Required, Range(1, long.MaxValue)]
    public long? Fence { get; init; }
}
