using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Http;

/// <summary>Errors as RFC 9457 problem details; none repeats what the client sent.</summary>
internal static class Problems
{
    /// <summary>The thing that a parameter names does not exist, or is not to be seen.</summary>
    public static ProblemHttpResult NotFound(string thing, string parameter) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status404NotFound,
            title: $"There is no such {thing}.",
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = new Dictionary<string, string[]> { [parameter] = [$"No {thing} has this {parameter}."] },
            }
        );
}
