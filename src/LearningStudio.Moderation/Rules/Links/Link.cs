namespace LearningStudio.Moderation.Rules.Links;

/// <summary>A link in a raw text.</summary>
/// <param name="Url">Where its URL stands.</param>
/// <param name="Host">The URL's host as <see cref="HostName.FromAuthority"/> gives it; never empty.</param>
internal sealed record Link(TextSpan Url, string Host)
{
    /// <summary>What the reader sees in its place (Markdown, HTML, BBCode); null where the URL itself is shown.</summary>
    public TextSpan? LinkText { get; init; }

    /// <summary>The host of the first URL in <see cref="LinkText"/>, or null.</summary>
    public string? TextHost { get; init; }

    /// <summary>Whether it was written so that software should not see it: hxxp, "[.]", " dot ".</summary>
    public bool IsObfuscated { get; init; }
}
