namespace LearningStudio.Repositories;

/// <summary>What a <see cref="QueryScope"/> reports. Immutable.</summary>
public sealed class QueryScopeOptions
{
    internal static readonly QueryScopeOptions Default = new();

    /// <summary>From how many statements on, alike but for their parameters and sent from one line, they are an N+1.</summary>
    /// <value>Default 5; at least 2.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 2.</exception>
    public int NPlusOneThreshold
    {
        get;
        init
        {
            field =
                value >= 2
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        "NPlusOneThreshold must be at least 2."
                    );
        }
    } = 5;

    /// <summary>More statements than this are a finding; nothing is thrown.</summary>
    /// <value>Default null, no maximum; otherwise at least 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? MaximumStatements
    {
        get;
        init
        {
            field = value is null or >= 0
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "MaximumStatements must not be negative."
                );
        }
    }

    /// <summary>Whether the call site of every statement is looked at, for reports that list them.</summary>
    /// <value>
    /// Default false: only of statements about to become a finding. True costs some ten microseconds a statement, and is
    /// meant for tests; <see cref="QueryBudget"/> sets it.
    /// </value>
    public bool EveryCallSite { get; init; }
}
