using System.Diagnostics.CodeAnalysis;

namespace LearningStudio.QueryBudgets.Diagnostics;

// Rule: the package observes from within the application's statements and requests. Whatever fails in it is reported, and
//   does not reach them.
internal static class Guard
{
    public static void Run<T>(T argument, Action<T> observe) =>
        TryRun(
            (argument, observe),
            static call =>
            {
                call.observe(call.argument);
                return true;
            },
            out _
        );

    /// <returns>Whether it succeeded.</returns>
    public static bool TryRun<T, TResult>(
        T argument,
        Func<T, TResult> observe,
        [MaybeNullWhen(false)] out TResult result
    )
    {
        try
        {
            result = observe(argument);
            return true;
        }
#pragma warning disable CA1031 // The application's statement or request goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            FailureLog.Report(failure);
            result = default;
            return false;
        }
    }
}
