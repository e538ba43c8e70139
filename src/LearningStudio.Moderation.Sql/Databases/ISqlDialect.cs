using System.Data.Common;
using DbUp.Builder;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>What differs between the databases. Thread-safe.</summary>
internal interface ISqlDialect
{
    /// <summary>The folder of its migrations.</summary>
    string Name { get; }

    /// <summary>The full path of the file whose one writer locks out all others; null where many may write at once.</summary>
    string? WriterFile { get; }

    /// <summary>Locks the rows of a SELECT, at its end; empty where a writer has the whole database.</summary>
    string ForUpdate { get; }

    /// <summary>As <see cref="ForUpdate"/>, and leaves out the rows that others have locked.</summary>
    string ForUpdateSkipLocked { get; }

    DbConnection Connect();

    /// <summary>Migrations of the database; whatever must be there before the first is made.</summary>
    UpgradeEngineBuilder Migrate();

    /// <summary>Records what was migrated in a table of the package's own.</summary>
    UpgradeEngineBuilder JournalTo(UpgradeEngineBuilder builder, string table);

    /// <summary>Waits until no other process migrates the database; held until it is disposed, on the same thread.</summary>
    IDisposable OneMigrationAtATime();

    /// <summary>A moment as a parameter's value.</summary>
    object Time(DateTimeOffset moment);

    DateTimeOffset ReadTime(DbDataReader row, int column);

    DateOnly ReadDay(DbDataReader row, int column);

    /// <summary>Text as the database can hold it.</summary>
    string Text(string text);

    /// <summary>Ids as the one text that <see cref="IsIn"/> and <see cref="EachId"/> take.</summary>
    string Set(IEnumerable<long> ids);

    /// <summary>The condition that a set holds an id.</summary>
    string IsIn(string id, string set);

    /// <summary>A table, called so, of a set's ids, in the column <c>value</c>.</summary>
    string EachId(string set, string alias);

    /// <summary>A set as a column of <c>dup_sig</c> holds it.</summary>
    string AsSet(string set);

    /// <summary>A table, called so, of the texts of a JSON array, in the column <c>value</c>.</summary>
    string EachText(string texts, string alias);

    /// <summary>A table, called so, of the objects of a JSON array, in the column <c>value</c>: <c>value ->> 'name'</c> reads one.</summary>
    string EachObject(string objects, string alias);

    /// <summary>A moment that is given in milliseconds since 1970.</summary>
    string FromMilliseconds(string milliseconds);

    /// <summary>The larger of two values.</summary>
    string Greatest(string one, string other);

    /// <summary>The smaller of two values.</summary>
    string Least(string one, string other);

    /// <summary>The UTC day of a moment.</summary>
    string UtcDay(string moment);

    string SecondsBetween(string from, string to);

    /// <summary>Whether a statement failed since it would have made a second row of what a unique index allows once.</summary>
    bool IsDuplicate(DbException failure);
}
