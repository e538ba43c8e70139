using Microsoft.Extensions.Logging;

namespace LearningStudio.Repositories.Outbox;

/// <summary>When the outbox is looked at, and where it reports what failed.</summary>
internal sealed record OutboxClock(TimeProvider Time, ILogger<IForumOutbox> Logger);
