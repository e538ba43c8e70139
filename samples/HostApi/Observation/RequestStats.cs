namespace LearningStudio.HostApi.Observation;

/// <summary>Requests to an endpoint. Percentiles are in seconds, within 2.5 %, and null without requests.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="ServerErrors">How many of them with a status from 500.</param>
/// <param name="Statements">Statements sent to the database for them.</param>
/// <param name="StatementsPerRequest">Statements sent on average; null without requests.</param>
/// <param name="P50">The duration that half of them did not exceed.</param>
/// <param name="P90">The duration that nine tenths did not exceed.</param>
/// <param name="P99">The duration that 99 of 100 did not exceed.</param>
internal sealed record RequestStats(
    long Requests,
    long ServerErrors,
    long Statements,
    double? StatementsPerRequest,
    double? P50,
    double? P90,
    double? P99
);
