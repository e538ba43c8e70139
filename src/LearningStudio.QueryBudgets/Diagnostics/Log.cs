using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.Diagnostics;

/// <summary>The log events. They hold routes, methods and statements without values.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Route} asks row by row: {Count} statements from {CallSite}: {Statement}")]
    public static partial void RowByRow(
        this ILogger logger,
        string route,
        int count,
        string? callSite,
        string statement
    );

    [LoggerMessage(2, LogLevel.Warning, "{Route} sent {Count} statements, more than MaxStatements, {Maximum}.")]
    public static partial void OverBudget(this ILogger logger, string route, int count, int? maximum);
}
