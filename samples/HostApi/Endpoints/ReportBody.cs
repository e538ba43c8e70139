using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>A report of a post.</summary>
public sealed record ReportBody
{
    /// <summary>Why; 1 to 500 characters.</summary>
    [Required, StringLength(500), PlainText]
    public string? Reason { get; init; }
}
