using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Local;

/// <summary>What a process keeps of its cache, with or without Redis.</summary>
internal sealed record LocalParts(
    JudgedStore Store,
    ValueForms Forms,
    FillTable Fills,
    LocalTrust Trust,
    CacheTelemetry Telemetry
)
{
    public LocalInvalidation Invalidation { get; } = new(Store, Fills);
}
