using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearningStudio.DatabaseLocks;

// Rule: packages that write to one file do not reference each other. They share its line through the container, under a
//   key and a type that each can name by itself; so the type is none of theirs.
/// <summary>
/// Where the writers of a SQLite file wait for each other. Writers that polled for its lock instead would starve.
/// Thread-safe.
/// </summary>
internal sealed class WriterLine
{
    private const string Key = "LearningStudio.WriterLines";
    private readonly SemaphoreSlim? _line;

    private WriterLine(SemaphoreSlim? line) => _line = line;

    /// <summary>Registers the lines, once for all packages.</summary>
    public static void Register(IServiceCollection services) =>
        services.TryAddKeyedSingleton(
            Key,
            (_, _) => new ConcurrentDictionary<string, SemaphoreSlim>(StringComparer.Ordinal)
        );

    /// <summary>The line of a file, by its full path; none where it is null, for a database with many writers.</summary>
    public static WriterLine For(IServiceProvider services, string? file) =>
        new(
            file is null
                ? null
                : services
                    .GetRequiredKeyedService<ConcurrentDictionary<string, SemaphoreSlim>>(Key)
                    .GetOrAdd(file, static _ => new SemaphoreSlim(1, 1))
        );

    /// <summary>Runs work that writes, when it is its turn.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (_line is null)
        {
            return await work().ConfigureAwait(false);
        }

        await _line.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _line.Release();
        }
    }
}
