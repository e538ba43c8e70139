namespace LearningStudio.Repositories.Schema;

/// <summary>How a schema's tables hold moments.</summary>
public enum TimeStorage
{
    /// <summary>Integers: milliseconds since 1970-01-01 UTC.</summary>
    UnixMilliseconds,

    /// <summary>Integers: seconds since 1970-01-01 UTC; what is finer is lost.</summary>
    UnixSeconds,

    /// <summary>Text in UTC as Django writes it to SQLite: <c>2026-01-31 12:00:00.000001</c>, without the fraction where it is 0.</summary>
    DjangoText,

    /// <summary>The database's own type of moments, PostgreSQL's <c>timestamptz</c>.</summary>
    Timestamp,
}
