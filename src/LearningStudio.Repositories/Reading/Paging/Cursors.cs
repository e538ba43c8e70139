using System.Security.Cryptography;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>The protector of this forum's cursors. Thread-safe.</summary>
/// <remarks>Its key is read once a process, when the tables are migrated or checked, or else with the first page.</remarks>
internal sealed class Cursors(ForumDatabase database, IOptions<ForumRepositoriesOptions> options)
{
    private const int KeyLength = 32;
    private const string Find = "SELECT value FROM forum_keys WHERE name = 'cursor'";
    private const string Add = """
        INSERT INTO forum_keys (name, value) VALUES ('cursor', @value) ON CONFLICT (name) DO NOTHING
        """;

    private volatile CursorProtector? _protector;

    public async ValueTask<CursorProtector> GetAsync(CancellationToken cancellationToken)
    {
        if (_protector is null)
        {
            string key = options.Value.CursorKey ?? await FindAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.CompareExchange(ref _protector, new CursorProtector(Convert.FromBase64String(key)), null);
        }

        return _protector;
    }

    // All processes agree on the key that came first.
    private Task<string> FindAsync(CancellationToken cancellationToken)
    {
        string fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength));
        return !database.IsNative
            ? Task.FromResult(fresh)
            : database.RunAsync(async db =>
            {
                string? known = await db.ExecuteAsync<string?>(Find, cancellationToken).ConfigureAwait(false);
                if (known is not null)
                {
                    return known;
                }

                await db.ExecuteAsync(Add, cancellationToken, DataParameter.NVarChar("value", fresh))
                    .ConfigureAwait(false);
                return await db.ExecuteAsync<string>(Find, cancellationToken).ConfigureAwait(false);
            });
    }
}
