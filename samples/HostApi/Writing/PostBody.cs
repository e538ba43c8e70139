using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;

namespace LearningStudio.HostApi.Writing;

/// <summary>A post to add, or the new text of one.</summary>
public sealed record PostBody
{
    public const int MaxTextLength = 50_000;

    /// <summary>Its text; 1 to 50,000 characters.</summary>
    [Required, StringLength(MaxTextLength), PlainText]
    public string? Body { get; init; }

    /// <summary>The post it comments on; left out for a reply to the topic. An edit does not change it.</summary>
    public long? ReplyToId { get; init; }
}
