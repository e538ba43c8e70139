using System.Data;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>A statement's parameter. Its type is given, since a null has none.</summary>
internal readonly record struct Parameter(string Name, object? Value, DbType Type)
{
    public static Parameter Long(string name, long? value) => new(name, value, DbType.Int64);

    public static Parameter Int(string name, int? value) => new(name, value, DbType.Int32);

    public static Parameter Double(string name, double? value) => new(name, value, DbType.Double);

    public static Parameter Text(string name, string? value) => new(name, value, DbType.String);

    public static Parameter Bool(string name, bool value) => new(name, value, DbType.Boolean);

    public static Parameter Bytes(string name, byte[] value) => new(name, value, DbType.Binary);

    /// <summary>A moment, which the dialect writes in its own form.</summary>
    public static Parameter Time(string name, DateTimeOffset value) => new(name, value, DbType.DateTimeOffset);
}
