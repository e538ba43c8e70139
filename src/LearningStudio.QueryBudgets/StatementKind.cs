namespace LearningStudio.QueryBudgets;

/// <summary>What a statement does, as its text says. A text of several statements has the kind of the weightiest.</summary>
public enum StatementKind
{
    /// <summary>Reads rows: <c>SELECT</c>, <c>VALUES</c>, also with <c>FOR UPDATE</c>.</summary>
    Read,

    /// <summary>Changes rows: <c>INSERT</c>, <c>UPDATE</c>, <c>DELETE</c>, <c>MERGE</c>, also within a <c>WITH</c>.</summary>
    Write,

    /// <summary>Calls a stored procedure, which may read or write.</summary>
    Procedure,

    /// <summary>Begins, ends or marks a transaction: <c>BEGIN</c>, <c>COMMIT</c>, <c>ROLLBACK</c>, <c>SAVEPOINT</c>.</summary>
    Transaction,

    /// <summary>Copies rows in bulk: <c>COPY</c>, <c>BULK INSERT</c>, <c>LOAD DATA</c>.</summary>
    Copy,

    /// <summary>Anything else: definitions, settings, <c>PRAGMA</c>, <c>EXPLAIN</c>, what could not be read.</summary>
    Other,
}
