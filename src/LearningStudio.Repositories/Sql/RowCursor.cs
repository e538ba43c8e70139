using System.Data.Common;

namespace LearningStudio.Repositories.Sql;

/// <summary>Reads a row's columns from the first to the last.</summary>
internal sealed class RowCursor(TimestampCodec times)
{
    private DbDataReader _reader = null!;
    private int _next;

    public T Read<T>(DbDataReader reader, SqlTemplate<T> template)
    {
        (_reader, _next) = (reader, 0);
        T item = template.Read(this);
        return _next == reader.FieldCount
            ? item
            : throw new InvalidOperationException($"A template reads {_next} columns of {reader.FieldCount}.");
    }

    public long Long() => _reader.GetInt64(_next++);

    public int Int() => _reader.GetInt32(_next++);

    public bool Bool() => _reader.GetBoolean(_next++);

    public string Text() => _reader.GetString(_next++);

    public DateTimeOffset Time() => times.Read(_reader, _next++);

    public long? LongOrNull() => _reader.IsDBNull(_next) ? Null<long?>() : Long();

    public int? IntOrNull() => _reader.IsDBNull(_next) ? Null<int?>() : Int();

    public string? TextOrNull() => _reader.IsDBNull(_next) ? Null<string?>() : Text();

    public DateTimeOffset? TimeOrNull() => _reader.IsDBNull(_next) ? Null<DateTimeOffset?>() : Time();

    private T? Null<T>()
    {
        _next++;
        return default;
    }
}
