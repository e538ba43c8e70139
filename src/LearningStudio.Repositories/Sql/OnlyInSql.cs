namespace LearningStudio.Repositories.Sql;

/// <summary>What a method throws that stands for SQL and was called.</summary>
internal static class OnlyInSql
{
    public static InvalidOperationException Error() => new("Only SQL can say it.");
}
