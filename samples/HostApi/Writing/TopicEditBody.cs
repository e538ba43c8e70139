using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;

namespace LearningStudio.HostApi.Writing;

/// <summary>What to change about a topic.</summary>
public sealed record TopicEditBody
{
    /// <summary>Its new title; 1 to 200 characters.</summary>
    [Required, StringLength(NewTopicBody.MaxTitleLength), PlainText]
    public string? Title { get; init; }
}
