using LearningStudio.HostApi.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Writing;

/// <summary>How a refused write is answered: 404 for what the caller may not see, 403 and 409 with the reason for the rest.</summary>
internal static class WriteRefusals
{
    public static ProblemHttpResult Problem(this WriteRefusal refusal, string thing, string parameter) =>
        refusal switch
        {
            WriteRefusal.MissingComment => Problems.NotFound("post", "replyToId"),
            WriteRefusal.Rules => Problems.Refused(),
            WriteRefusal.Foreign => Problems.Forbidden($"The {thing} is another user's."),
            WriteRefusal.Locked => Problems.Conflict(
                "The topic is locked.",
                parameter,
                "The topic takes no more posts, and its posts no changes."
            ),
            WriteRefusal.Moved => Problems.Conflict(
                "The topic was moved meanwhile.",
                parameter,
                "The topic was moved to another forum: send the text again."
            ),
            WriteRefusal.Answered => Problems.Conflict(
                "Others have answered.",
                parameter,
                "The topic holds posts of others: ask a moderator to delete it."
            ),
            _ => Problems.NotFound(thing, parameter),
        };
}
