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

    /// <summary>The full path of the file whose one writer locks out all others; null where many may write at once.</summary>
    string? WriterFile { get; }

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

    /// <summary>The UTC day of a moment.</summary>
    string UtcDay(string time);

    /// <summary>The seconds from one moment to another.</summary>
    string SecondsBetween(string from, string to);

    /// <summary>Whether a set, as <see cref="Set"/> writes it, holds an id.</summary>
    string IsIn(string id, string set);

    /// <summary>A table of the values of a JSON array of texts; its column is called <c>value</c>.</summary>
    string EachText(string texts);

    /// <summary>The database's clock.</summary>
    string Now { get; }

    /// <summary>The moment that is so many milliseconds after <see cref="Now"/>.</summary>
    string InMilliseconds(string delay);

    /// <summary>A clause that locks the rows of a query, with a space before it; empty where one writer locks out all others.</summary>
    string Lock(string clause);
}
