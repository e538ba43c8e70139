using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.HostApi.Reviews;

/// <summary>One decision about all open reviews that have what is given, at most 1,000; at least one property is given.</summary>
public sealed record BulkBody : IValidatableObject
{
    /// <summary>Makes it happen once, however often it is sent; 1 to 100 characters.</summary>
    [Required, StringLength(100), PlainText]
    public string? Key { get; init; }

    /// <summary>What to do.</summary>
    [
        Required,
        AllowedValues(
            ReviewAction.Approve,
            ReviewAction.Reject,
            ErrorMessage = "The field Action must be approve or reject."
        )
    ]
    public ReviewAction? Action { get; init; }

    /// <summary>Those of this type.</summary>
    [EnumDataType(typeof(ReviewType))]
    public ReviewType? Type { get; init; }

    /// <summary>Those at least so urgent, from 1 to 4: 2 takes 1 and 2.</summary>
    [Range(1, 4)]
    public int? MaximumPriority { get; init; }

    /// <summary>Those about this user.</summary>
    public long? ReportedUserId { get; init; }

    /// <summary>Those of this cluster of near-copies.</summary>
    public long? ClusterId { get; init; }

    /// <summary>Why; left out, or 1 to 2,000 characters.</summary>
    [StringLength(2000), PlainText]
    public string? Note { get; init; }

    public BulkDecision For(Moderator moderator) =>
        new(
            Key!,
            new ReviewFilter
            {
                Type = Type,
                MaxPriority = MaximumPriority,
                ReportedUserId = ReportedUserId,
                ClusterId = ClusterId,
            },
            new ReviewDecision(Action == ReviewAction.Approve, moderator.Id)
            {
                IsLead = moderator.IsLead,
                SparesHeld = true,
            }
        )
        {
            Note = Note,
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Type is null && MaximumPriority is null && ReportedUserId is null && ClusterId is null)
        {
            yield return new ValidationResult(
                "Give type, maximumPriority, reportedUserId or clusterId: a decision about everything is refused.",
                [nameof(Type)]
            );
        }
    }
}
