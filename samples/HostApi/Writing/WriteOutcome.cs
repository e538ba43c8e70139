using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Writing;

/// <summary>What became of a submission.</summary>
/// <param name="Written">What was stored; null: nothing was.</param>
/// <param name="Refusal">Why nothing was stored.</param>
internal sealed record WriteOutcome(Written? Written, WriteRefusal Refusal = WriteRefusal.None)
{
    public WriteOutcome(WriteRefusal refusal)
        : this(null, refusal) { }

    /// <summary>The answer to something new.</summary>
    /// <param name="thing">What the caller named, should it be missing.</param>
    /// <param name="parameter">The parameter that named it.</param>
    public Results<Created<Written>, ProblemHttpResult> Created(string thing, string parameter) =>
        Written is not null
            ? TypedResults.Created($"/api/v1/topics/{Written.TopicId}", Written)
            : Refusal.Problem(thing, parameter);

    /// <summary>The answer to a change.</summary>
    /// <param name="thing">What the caller named, should it be missing.</param>
    public Results<Ok<Written>, ProblemHttpResult> Changed(string thing) =>
        Written is not null ? TypedResults.Ok(Written) : Refusal.Problem(thing, "id");
}
