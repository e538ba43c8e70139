using Microsoft.Extensions.Logging;

namespace LearningStudio.Repositories.Counters;

/// <summary>When upkeep runs, and where it tells what failed.</summary>
internal sealed record MaintenanceClock(TimeProvider Time, ILogger<IForumMaintenance> Logger);
