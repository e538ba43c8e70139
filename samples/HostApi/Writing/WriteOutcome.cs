using LearningStudio.HostApi.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Writing;

/// <summary>What became of a submission.</summary>
/// <param name="Written">What was stored; null: nothing was.</param>
/// <param name="IsRefused">Whether the rules refused it.</param>
internal sealed record WriteOutcome(Written? Written, bool IsRefused = false)
{
    public static WriteOutcome Refused { get; } = new(null, IsRefused: true);

    /// <summary>Why nothing was stored: the rules, or what the caller names.</summary>
    public ProblemHttpResult Problem(ProblemHttpResult otherwise) => IsRefused ? Problems.Refused() : otherwise;
}
