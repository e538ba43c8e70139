using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Writing;

/// <summary>What became of a submission.</summary>
/// <param name="Result">What was stored; null: nothing was.</param>
/// <param name="Refusal">Why nothing was stored.</param>
internal sealed record WriteOutcome(PostResult? Result, WriteRefusal Refusal = WriteRefusal.None)
{
    public WriteOutcome(WriteRefusal refusal)
        : this(null, refusal) { }

    /// <summary>The answer to something new.</summary>
    /// <param name="thing">What the caller named, should it be missing.</param>
    /// <param name="parameter">The parameter that named it.</param>
    public Results<Created<PostResult>, ProblemHttpResult> Created(string thing, string parameter) =>
        Result is not null
            ? TypedResults.Created($"/api/v1/topics/{Result.TopicId}", Result)
            : Refusal.Problem(thing, parameter);

    /// <summary>The answer to a change.</summary>
    /// <param name="thing">What the caller named, should it be missing.</param>
    public Results<Ok<PostResult>, ProblemHttpResult> Changed(string thing) =>
        Result is not null ? TypedResults.Ok(Result) : Refusal.Problem(thing, "id");
}
