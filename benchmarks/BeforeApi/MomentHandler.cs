using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LearningStudio.BeforeApi;

/// <summary>Moments as the tables hold them: milliseconds on SQLite.</summary>
internal sealed class MomentHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
        parameter.Value = parameter is SqliteParameter ? value.ToUnixTimeMilliseconds() : value.ToUniversalTime();

    public override DateTimeOffset Parse(object value) =>
        value switch
        {
            long milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            DateTime time => new DateTimeOffset(time, TimeSpan.Zero),
            _ => (DateTimeOffset)value,
        };
}
