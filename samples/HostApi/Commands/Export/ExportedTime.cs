using System.Globalization;

namespace LearningStudio.HostApi.Commands.Export;

/// <summary>Times in UTC and whole milliseconds, which every database keeps.</summary>
internal static class ExportedTime
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Format(DateTimeOffset? time) => time is { } given ? Format(given) : null;
}
