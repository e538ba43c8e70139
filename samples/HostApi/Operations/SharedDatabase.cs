using LearningStudio.Caching;
using LearningStudio.HostApi.Maintenance;
using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Operations;

/// <summary>
/// Warns while processes without a Redis share a database: each has a cache of its own then, and shows what another has
/// changed only once its entries expire. It is known by a lock that each process holds, so that none has to end in good order.
/// </summary>
internal sealed partial class SharedDatabase(
    Func<ForumDb> open,
    IOptions<ForumRepositoriesOptions> database,
    IOptionsMonitor<VersionedCacheOptions> cache,
    TimeProvider time,
    ILogger<SharedDatabase> logger
) : PeriodicWork(TimeSpan.FromMinutes(1), time)
{
    private const string Enter = "SELECT CAST(pg_try_advisory_lock_shared(19521, 1) AS int)";
    private const string Others = """
        SELECT COUNT(*) FROM pg_locks
        WHERE locktype = 'advisory' AND classid = 19521 AND objid = 1 AND objsubid = 2
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
        """;
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);
    private readonly TimeProvider _time = time;
    private ForumDb? _session;
    private FileStream? _file;
    private DateTimeOffset? _warnedAt;

    public override void Dispose()
    {
        _session?.Dispose();
        _file?.Dispose();
        base.Dispose();
    }

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        bool isShared = string.IsNullOrEmpty(database.Value.Sqlite)
            ? await HasOtherSessionsAsync(cancellationToken)
            : IsFileTaken();
        RedisOptions redis = cache.CurrentValue.Redis;
        bool isAlone = string.IsNullOrEmpty(redis.Configuration) && redis.ConnectionMultiplexerFactory is null;
        if (isShared && isAlone && !(_time.GetUtcNow() - _warnedAt < Quiet))
        {
            _warnedAt = _time.GetUtcNow();
            Shared(logger);
        }
    }

    // The database is away, or the folder is not to be written to: the next minute will tell.
    protected override void Log(Exception failure)
    {
        _session?.Dispose();
        _session = null;
    }

    private async Task<bool> HasOtherSessionsAsync(CancellationToken cancellationToken)
    {
        if (_session is null)
        {
            _session = open();
            await _session.ExecuteAsync<int>(Enter, cancellationToken);
        }

        return await _session.ExecuteAsync<long>(Others, cancellationToken) > 0;
    }

    private bool IsFileTaken()
    {
        string file = new SqliteConnectionStringBuilder(database.Value.Sqlite).DataSource;
        if (_file is not null || !File.Exists(file))
        {
            return false;
        }

        try
        {
            _file = new FileStream(file + "-process", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Another process uses the same database, and this one has no Redis: what the other changes is seen once cached answers expire. Name the same Redis in all processes."
    )]
    private static partial void Shared(ILogger logger);
}
