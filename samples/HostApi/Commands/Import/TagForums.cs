using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>The forums of a dump: the site is the category, and a question's second tag, or its first, the forum.</summary>
internal sealed class TagForums(string site, IForumBulkLoad load)
{
    private static readonly char[] Separators = ['<', '>', '|'];
    private readonly Dictionary<string, long> _forums = new(StringComparer.Ordinal);

    /// <summary>Finds or adds the forum of a question by its tags: <c>&lt;a&gt;&lt;b&gt;</c> or <c>|a|b|</c>.</summary>
    public async Task<long> EnsureAsync(string? tags, CancellationToken cancellationToken)
    {
        string[] parts = (tags ?? "").Split(
            Separators,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        string tag = parts.Length > 1 ? parts[1] : parts.FirstOrDefault("untagged");
        if (!_forums.TryGetValue(tag, out long forum))
        {
            long category = await load.EnsureForumAsync(new BulkForum { Slug = site, Name = site }, cancellationToken);
            forum = await load.EnsureForumAsync(
                new BulkForum
                {
                    ParentId = category,
                    Slug = $"{site}/{tag}",
                    Name = tag,
                },
                cancellationToken
            );
            _forums.Add(tag, forum);
        }

        return forum;
    }
}
