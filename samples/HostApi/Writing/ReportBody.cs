using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;

namespace LearningStudio.HostApi.Writing;

/// <summary>A report of a post.</summary>
public sealed record ReportBody
{
    /// <summary>Why, in a word or two by which reports are counted, such as <c>rude</c>; 1 to 100 characters, no colon.</summary>
    [
        Required,
        StringLength(100),
        PlainText,
        RegularExpression("[^:]*", ErrorMessage = "The field Reason must not hold a colon.")
    ]
    public string? Reason { get; init; }
}
