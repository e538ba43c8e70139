using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories.Schema;

namespace LearningStudio.HostApi.Commands;

internal static class MigrationExtensions
{
    /// <summary>Brings the tables of the forum and of moderation up to date, each package its own.</summary>
    /// <returns>The names of the migrations that ran.</returns>
    /// <exception cref="InvalidOperationException">A migration failed: it is named, and nothing of it remains.</exception>
    public static async Task<IReadOnlyList<string>> MigrateTablesAsync(
        this IServiceProvider services,
        CancellationToken cancellationToken
    ) =>
        [
            .. await services.GetRequiredService<ForumSchema>().MigrateAsync(cancellationToken),
            .. await services.GetRequiredService<ModerationSchema>().MigrateAsync(cancellationToken),
        ];
}
