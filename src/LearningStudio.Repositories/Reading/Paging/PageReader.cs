using System.Security.Cryptography;
using System.Text;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>Reads pages of lists. Thread-safe.</summary>
internal sealed class PageReader(ForumStore store, Cursors cursors)
{
    public async Task<Page<T>> ReadAsync<T>(
        KeysetList<T> list,
        string name,
        object[] arguments,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(page);
        CursorSeal seal = await cursors.GetAsync(cancellationToken).ConfigureAwait(false);
        return await list.ReadAsync(store, seal, name, arguments, page, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a page of what holds a text: its words where the tables have an index of them, else the text itself.</summary>
    public Task<Page<T>> SearchAsync<T>(
        KeysetList<T>? withWords,
        KeysetList<T> withText,
        string name,
        string text,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        Bounds.Text(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            // LIKE ends its pattern there, and would match everything.
            return Task.FromResult(new Page<T>([], null));
        }

        IReadOnlyList<string> words = store.IsNative && withWords is not null ? Words.Of(text) : [];
        string sought = words.Count > 0 ? store.Engine.Search(words) : TextSearch.Containing(text);
        string list = $"{name} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sought)))}";
        return ReadAsync(words.Count > 0 ? withWords! : withText, list, [sought], page, cancellationToken);
    }
}
