using System.Security.Cryptography;
using System.Text;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>Reads pages of lists. Thread-safe.</summary>
internal sealed class PageReader(ForumDatabase database, Cursors cursors)
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
        CursorProtector protector = await cursors.GetAsync(cancellationToken).ConfigureAwait(false);
        return await list.ReadAsync(database, protector, name, arguments, page, cancellationToken)
            .ConfigureAwait(false);
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
        Guard.Text(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            // LIKE ends its pattern there, and would match everything.
            return Task.FromResult(new Page<T>([], null));
        }

        IReadOnlyList<string> words = database.IsNative && withWords is not null ? FullTextSearch.ParseWords(text) : [];
        string sought = words.Count > 0 ? database.Dialect.Search(words) : TextSearch.Containing(text);
        string list = $"{name} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sought)))}";
        return ReadAsync(words.Count > 0 ? withWords! : withText, list, [sought], page, cancellationToken);
    }
}
