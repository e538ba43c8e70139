using Microsoft.Extensions.Logging;

namespace LearningStudio.Moderation.Diagnostics;

/// <summary>The log events for operators. Ids of rules and names of files only: no text of a user, no pattern.</summary>
internal static partial class Log
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "{Count} rules are in force, {Rejected} were rejected; their hash is {Hash}."
    )]
    public static partial void RulesTaken(this ILogger logger, int count, int rejected, string hash);

    [LoggerMessage(2, LogLevel.Warning, "Rule {RuleId} ({Source}) was rejected: {Reason}")]
    public static partial void RuleRejected(this ILogger logger, string ruleId, string source, string reason);

    [LoggerMessage(3, LogLevel.Error, "A change of rules was refused, the last good rules stay in force: {Reason}")]
    public static partial void ChangeRefused(this ILogger logger, string reason);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "Rule {RuleId} ran out of time {Times} times and is disabled; posts that it might hit go to review. Mend or remove it."
    )]
    public static partial void RuleDisabled(this ILogger logger, string ruleId, int times);
}
