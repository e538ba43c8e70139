using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;

namespace LearningStudio.HostApi.Writing;

/// <summary>A topic to open.</summary>
public sealed record NewTopicBody
{
    public const int MaxTitleLength = 200;

    /// <summary>Where.</summary>
    [Required]
    public long? ForumId { get; init; }

    /// <summary>Its title; 1 to 200 characters.</summary>
    [Required, StringLength(MaxTitleLength), PlainText]
    public string? Title { get; init; }

    /// <summary>The text of its opening post; 1 to 50,000 characters.</summary>
    [Required, StringLength(PostBody.MaxTextLength), PlainText]
    public string? Body { get; init; }
}
