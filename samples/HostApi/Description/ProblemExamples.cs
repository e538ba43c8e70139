using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace LearningStudio.HostApi.Description;

/// <summary>Problem details as each status has them.</summary>
internal static class ProblemExamples
{
    public static JsonNode Create(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => Named(
                status,
                "A parameter is missing or not of its type.",
                "page",
                "The value must be a whole number within its range."
            ),
            StatusCodes.Status403Forbidden => Titled(status, "Only its author may change a post."),
            StatusCodes.Status404NotFound => Named(status, "There is no such topic.", "id", "No topic has this id."),
            StatusCodes.Status409Conflict => Named(
                status,
                "The topic is locked.",
                "id",
                "The topic takes no more posts."
            ),
            StatusCodes.Status422UnprocessableEntity => Named(
                status,
                "The rules of this forum refuse the text.",
                "body",
                "The text is not taken as it is."
            ),
            StatusCodes.Status429TooManyRequests => Titled(
                status,
                "Too many requests: wait as long as Retry-After says."
            ),
            StatusCodes.Status503ServiceUnavailable => Titled(
                status,
                "The database cannot be reached at the moment.",
                "Nothing was stored. Try again in a moment."
            ),
            _ => Titled(status, ReasonPhrases.GetReasonPhrase(status)),
        };

    private static JsonObject Titled(int status, string title, string? detail = null)
    {
        var problem = new JsonObject { ["title"] = title, ["status"] = status };
        if (detail is not null)
        {
            problem["detail"] = detail;
        }

        return problem;
    }

    private static JsonObject Named(int status, string title, string field, string error)
    {
        JsonObject problem = Titled(status, title);
        problem["errors"] = new JsonObject { [field] = new JsonArray(error) };
        return problem;
    }
}
