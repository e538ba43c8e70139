using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;
using LearningStudio.Moderation.Review;

namespace LearningStudio.HostApi.Reviews;

/// <summary>What the holder of a claim decided.</summary>
public sealed record DecisionBody : FenceBody
{
    /// <summary>What to do.</summary>
    [
        Required,
        AllowedValues(
            ReviewAction.Approve,
            ReviewAction.Reject,
            ReviewAction.Escalate,
            ReviewAction.AskForInfo,
            ReviewAction.Skip,
            ErrorMessage = "The field Action must be approve, reject, escalate, askForInfo or skip."
        )
    ]
    public ReviewAction? Action { get; init; }

    /// <summary>Why; left out, or 1 to 2,000 characters.</summary>
    [StringLength(2000), PlainText]
    public string? Note { get; init; }
}
