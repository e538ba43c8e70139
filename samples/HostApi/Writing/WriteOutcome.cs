using LearningStudio.HostApi.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Writing;

/// <summary>What became of a submission.</summary>
/// <param name="Written">What was stored; null: nothing was.</param>
/// <param name="IsRefused">Whether the rules refused it.</param>
internal sealed record WriteOutcome(Written? Written, bool IsRefused = false)
{
    public static WriteOutcome Refused { get; } = new(null, IsRefused: true);

    /// <summary>The answer to something new; where nothing was stored, why: the rules, or what the caller names.</summary>
    public Results<Created<Written>, ProblemHttpResult> Created(ProblemHttpResult otherwise) =>
        Written is not null ? TypedResults.Created($"/api/v1/topics/{Written.TopicId}", Written) : Problem(otherwise);

    /// <summary>The answer to a change; where nothing was stored, why: the rules, or what the caller names.</summary>
    public Results<Ok<Written>, ProblemHttpResult> Changed(ProblemHttpResult otherwise) =>
        Written is not null ? TypedResults.Ok(Written) : Problem(otherwise);

    private ProblemHttpResult Problem(ProblemHttpResult otherwise) => IsRefused ? Problems.Refused() : otherwise;
}
