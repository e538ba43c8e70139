using System.ComponentModel.DataAnnotations;

namespace LearningStudio.HostApi.Operations;

/// <summary>How a switch is to stand.</summary>
public sealed record SwitchBody
{
    /// <summary>True to cache, false not to.</summary>
    [Required]
    public bool? Enabled { get; init; }
}
