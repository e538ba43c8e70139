using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>Moments as SQLite holds them.</summary>
internal sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        number => DateTimeOffset.FromUnixTimeMilliseconds(number)
    );
