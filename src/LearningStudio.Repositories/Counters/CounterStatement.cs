using LinqToDB.Data;

namespace LearningStudio.Repositories.Counters;

/// <summary>A statement of the ledger's, or several that go together.</summary>
internal sealed record CounterStatement(string Sql, DataParameter[] Parameters)
{
    /// <summary>Runs it and, where that is given, what commits after it in the same trip.</summary>
    public Task RunAsync(ForumDb db, string? commit, CancellationToken cancellationToken) =>
        db.ExecuteAsync(commit is null ? Sql : $"{Sql};\n{commit}", cancellationToken, Parameters);
}
