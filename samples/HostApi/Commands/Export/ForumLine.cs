namespace LearningStudio.HostApi.Commands.Export;

/// <summary>A line of <c>forums.jsonl</c>; forums are known by their slugs, since an import gives them ids of its own.</summary>
internal sealed record ForumLine(string Slug, string? Parent, string Name, string Description, int Position);
