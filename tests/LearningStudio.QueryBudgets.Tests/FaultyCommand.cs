using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>A command that can be executed, and whose parameters cannot be read.</summary>
internal sealed class FaultyCommand : DbCommand
{
    [AllowNull]
    public override string CommandText { get; set; } = "UPDATE t SET a = 1";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => throw new InvalidOperationException(Blog.Secret);

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() { }

    public override int ExecuteNonQuery() => 7;

    public override object? ExecuteScalar() => null;

    public override void Prepare() { }

    protected override DbParameter CreateDbParameter() => throw new NotSupportedException();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();
}
