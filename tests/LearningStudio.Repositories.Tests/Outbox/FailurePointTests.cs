using System.Reflection;

namespace LearningStudio.Repositories.Tests.Outbox;

/// <summary>The table of failures is complete: each has a test on every engine on which it can happen.</summary>
public sealed class FailurePointTests
{
    // A commit on SQLite happens in this process: it is never uncertain.
    private static readonly FailurePoint[] OnPostgreSqlAlone =
    [
        FailurePoint.CommitUncertainButStored,
        FailurePoint.CommitUncertainAndNotStored,
    ];

    [Theory]
    [InlineData("OnSqlite")]
    [InlineData("OnPostgreSql")]
    public void EveryFailurePoint_HasATest(string engine)
    {
        FailurePoint[] covered =
        [
            .. typeof(FailurePointTests)
                .Assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.Name.EndsWith(engine, StringComparison.Ordinal))
                .SelectMany(type => type.GetMethods())
                .Where(method => method.IsDefined(typeof(FactAttribute)))
                .SelectMany(method => method.GetCustomAttributes<CoversAttribute>())
                .Select(covers => covers.Point)
                .Distinct()
                .Order(),
        ];

        covered.ShouldBe(
            Enum.GetValues<FailurePoint>()
                .Where(point => engine == "OnPostgreSql" || !OnPostgreSqlAlone.Contains(point))
        );
    }
}
