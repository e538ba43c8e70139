using System.Buffers;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Connection;

// Rule: says what failed in the server's own word (NOPERM, READONLY, OOM, WRONGPASS, CROSSSLOT …) and, where the server
//   names it, the command that was refused. Nothing else of its text: that may hold keys and user names.
internal static class FaultReason
{
    private const int MaxName = 24;
    private static readonly string[] Handshake = ["WRONGPASS", "NOPERM"];
    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789|-_."
    );
    private static readonly string[] BeforeCommand = ["run the '", "unknown command '", "unknown command `"];

    public static string From(Exception exception) =>
        exception switch
        {
            RedisServerException refusal => FromServer(refusal.Message),
            RedisConnectionException failure => FromAttempt(failure.FailureType, failure, sentPassword: false),
            AggregateException { InnerException: { } inner } => From(inner),
            RedisUnavailableException unavailable => unavailable.Reason,
            TimeoutException or OperationCanceledException => "timeout",
            _ => exception.GetType().Name,
        };

    /// <summary>The part of a reason that metrics are told apart by.</summary>
    public static string GetCode(string reason)
    {
        int end = reason.IndexOf(" (", StringComparison.Ordinal);
        return end < 0 ? reason : reason[..end];
    }

    /// <summary>
    /// What a connection failed for. A server that asks for a password after one was sent has refused that one: the client
    /// takes its first answer for a version's.
    /// </summary>
    public static string FromAttempt(ConnectionFailureType failure, Exception? exception, bool sentPassword) =>
        FromHandshake(exception)
        ?? (
            failure is not ConnectionFailureType.AuthenticationFailure ? $"{failure}"
            : sentPassword ? "WRONGPASS"
            : "NOAUTH"
        );

    // A handshake that was refused says why in an inner exception, or in the middle of its own text.
    private static string? FromHandshake(Exception? exception)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            if (Array.Find(Handshake, code => at.Message.Contains(code, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string FromServer(string message)
    {
        // What a script may not do is said in other words than what its caller may not.
        if (message.Contains(" executing the script can't ", StringComparison.Ordinal))
        {
            return "NOPERM (in a script)";
        }

        int end = message.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        string code = end is > 1 and <= MaxName && message[end] == ' ' ? message[..end] : "refused";
        return FindCommand(message) is { } command ? $"{code} ({command})" : code;
    }

    private static string? FindCommand(string message)
    {
        foreach (string before in BeforeCommand)
        {
            int from = message.IndexOf(before, StringComparison.Ordinal);
            ReadOnlySpan<char> rest = from < 0 ? default : message.AsSpan(from + before.Length);
            int length = rest.IndexOfAny('\'', '`');
            if (length is > 0 and <= MaxName && rest[..length].IndexOfAnyExcept(NameLetters) < 0)
            {
                return rest[..length].ToString();
            }
        }

        return null;
    }
}
