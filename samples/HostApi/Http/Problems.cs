using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Http;

/// <summary>Errors as RFC 9457 problem details; none repeats what the client sent.</summary>
internal static class Problems
{
    /// <summary>The account may not do this.</summary>
    public static ProblemHttpResult Forbidden(string why) =>
        TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: why);

    /// <summary>A parameter has a value that it may not have.</summary>
    public static ProblemHttpResult Invalid(string parameter, string error) =>
        Named(StatusCodes.Status400BadRequest, "One or more validation errors occurred.", parameter, error);

    /// <summary>As many as are allowed were made.</summary>
    public static ProblemHttpResult TooMany(string why) =>
        TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: why);

    /// <summary>The thing that a parameter names is in a state that does not allow this.</summary>
    public static ProblemHttpResult Conflict(string title, string parameter, string error) =>
        Named(StatusCodes.Status409Conflict, title, parameter, error);

    /// <summary>The thing that a parameter names does not exist, or is not to be seen.</summary>
    public static ProblemHttpResult NotFound(string thing, string parameter) =>
        Named(StatusCodes.Status404NotFound, $"There is no such {thing}.", parameter, $"No {thing} has this id.");

    /// <summary>The rules of the forum refuse a text; which of them, its author is not told.</summary>
    public static ProblemHttpResult Refused() =>
        Named(
            StatusCodes.Status422UnprocessableEntity,
            "The rules of this forum refuse the text.",
            "body",
            "The text is not taken as it is."
        );

    /// <summary>Answers, outside an endpoint, that the same request may succeed after a while.</summary>
    /// <returns>Whether the answer is written.</returns>
    public static ValueTask<bool> WriteLaterAsync(
        HttpContext context,
        int status,
        TimeSpan wait,
        string title,
        string? detail = null
    )
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = context,
                    ProblemDetails =
                    {
                        Status = status,
                        Title = title,
                        Detail = detail,
                    },
                }
            );
    }

    private static ProblemHttpResult Named(int status, string title, string parameter, string error) =>
        TypedResults.Problem(
            statusCode: status,
            title: title,
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = new Dictionary<string, string[]> { [parameter] = [error] },
            }
        );
}
