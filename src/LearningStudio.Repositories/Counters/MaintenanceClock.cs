using Microsoft.Extensions.Logging;

namespace LearningStudio.Repositories.Counters;

/// <summary>When maintenance runs, and where it logs failures.</summary>
internal sealed record MaintenanceClock(TimeProvider Time, ILogger<IForumMaintenance> Logger);
