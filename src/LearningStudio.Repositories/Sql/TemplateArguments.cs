using System.Globalization;

namespace LearningStudio.Repositories.Sql;

/// <summary>Gives out a sentinel for each argument of a template: a value that stands in no query of ours.</summary>
internal sealed class TemplateArguments(TimestampCodec times)
{
    private const int FirstInt = 1_640_531_527;
    private const long FirstLong = 7_046_029_254_386_353_131;
    private static readonly DateTimeOffset FirstTime = new(1987, 6, 5, 4, 3, 2, TimeSpan.Zero);
    private readonly List<object> _sentinels = [];

    public int Count => _sentinels.Count;

    public long Long() => Take(FirstLong + _sentinels.Count);

    public int Int() => Take(FirstInt + _sentinels.Count);

    public DateTimeOffset Time() => Take(FirstTime.AddSeconds(_sentinels.Count));

    public DateOnly Day() => Take(DateOnly.FromDateTime(FirstTime.UtcDateTime).AddDays(_sentinels.Count));

    public string Text() =>
        Take(string.Create(CultureInfo.InvariantCulture, $"\u0002sentinel {_sentinels.Count}\u0003"));

    /// <summary>Which argument a parameter of the built query stands for.</summary>
    public int Find(object? value) =>
        _sentinels.FindIndex(sentinel =>
            Equals(sentinel, value)
            || (sentinel is DateTimeOffset time && Equals(times.Encode(time), value))
            || (sentinel is DateOnly day && Equals(EpochDay.ToNumber(day), value))
        );

    private T Take<T>(T sentinel)
        where T : notnull
    {
        _sentinels.Add(sentinel);
        return sentinel;
    }
}
