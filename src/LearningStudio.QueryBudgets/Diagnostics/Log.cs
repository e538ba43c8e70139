using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.Diagnostics;

/// <summary>The log events. They hold routes, methods and statements without values.</summary>
internal static partial class Log
{
    public const int RowByRowId = 1;
    public const int OverBudgetId = 2;
    public const int ObservingFailedId = 3;

    [LoggerMessage(
        RowByRowId,
        LogLevel.Warning,
        "{Route} asks row by row: {Count} statements from {CallSite}: {Statement}"
    )]
    public static partial void RowByRow(
        this ILogger logger,
        string route,
        int count,
        string? callSite,
        string statement
    );

    [LoggerMessage(
        OverBudgetId,
        LogLevel.Warning,
        "{Route} sent {Count} statements, more than MaxStatements, {Maximum}."
    )]
    public static partial void OverBudget(this ILogger logger, string route, int count, int? maximum);

    [LoggerMessage(
        ObservingFailedId,
        LogLevel.Warning,
        "A statement or a request could not be examined ({Exception} {Position}). The application is not affected. "
            + "Further failures are not logged."
    )]
    public static partial void ObservingFailed(this ILogger logger, Type exception, string? position);
}
