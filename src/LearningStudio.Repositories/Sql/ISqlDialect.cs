using System.Data.Common;
using DbUp.Builder;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Sql;

/// <summary>What differs between the databases.</summary>
internal interface ISqlDialect
{
    /// <summary>The folder of its migrations, and the end of the names of its scripts.</summary>
    string Name { get; }

    /// <summary>How times are stored in tables of the package's own.</summary>
    TimeStorage NativeTimes { get; }

    DataOptions Connect(DataOptions options);

    /// <summary>Maps the types whose form differs.</summary>
    void Map(MappingSchema schema);

    /// <summary>Migrations of the database; whatever must be there before the first is made.</summary>
    UpgradeEngineBuilder Migrate();

    /// <summary>Waits until no other process migrates the database; held until it is disposed, on the same thread.</summary>
    IDisposable OneMigrationAtATime();

    /// <summary>Whether one writer locks out all others.</summary>
    bool HasOneWriter { get; }

    /// <summary>What commits at the end of another statement's SQL; null where that would save no trip.</summary>
    string? Commit { get; }

    /// <summary>What has one process at a time take rows of the outbox, until the end of the transaction; null where all writes do.</summary>
    string? OutboxLock { get; }

    /// <summary>Whether a failed unit of work may succeed when it runs again.</summary>
    bool IsTransient(DbException failure);

    /// <summary>Whether a commit that failed so may have been done.</summary>
    bool IsUncertain(DbException failure);

    /// <summary>Whether a statement failed since it would have made a second row of what a unique index allows once.</summary>
    bool IsDuplicate(DbException failure);

    /// <summary>Text as the database can hold it.</summary>
    string Text(string text);

    /// <summary>Ids as the one text that <see cref="IdSets.Holds"/> takes.</summary>
    string Set(IEnumerable<long> ids);

    /// <summary>A UTC day as a column holds it.</summary>
    DataParameter Day(string name, DateOnly day);

    /// <summary>A search for all of the words, the last one also as a beginning.</summary>
    string Search(IReadOnlyList<string> words);

    /// <summary>
    /// Writes SQL for this database. Scripts say <c>utc_day(x)</c>, <c>seconds_between(x, y)</c>, <c>is_in(x, set)</c>,
    /// <c>each_of(set) alias</c> for a table with the column <c>value</c>, <c>as_set(x)</c> for a column of a set,
    /// <c>each_text(texts)</c> for a table of the values of a JSON array, <c>db_now()</c> for the database's clock,
    /// <c>in_ms(x)</c> for a moment so many milliseconds later, and
    /// <c>/* lock */ FOR NO KEY UPDATE</c> at the end of a statement where rows can be locked.
    /// </summary>
    string Sql(string script);
}
