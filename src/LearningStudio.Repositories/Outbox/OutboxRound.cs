namespace LearningStudio.Repositories.Outbox;

// Rule: all rows go to the handlers together. Where that fails they go one by one, so that only the row that fails is put
//   off; the later rows of its topic wait for it. After some failures in a row it is the handler that fails, not a row:
//   then all that is left is put off.
/// <summary>Delivers rows that were taken together. Used once.</summary>
internal sealed class OutboxRound(
    IReadOnlyList<ClaimedRow> rows,
    EventDelivery delivery,
    TimeProvider time,
    Action<HandlerFailure, int> failed
)
{
    private const int MaxFailuresInARow = 3;
    private static readonly TimeSpan Budget = OutboxStore.Lease / 2;
    private readonly HashSet<long> _stopped = [];
    private readonly long _begun = time.GetTimestamp();

    public List<ClaimedRow> Delivered { get; } = [];

    public List<ClaimedRow> Failed { get; } = [];

    /// <summary>Rows that others may take at once: an earlier one of their topic failed, or time ran out.</summary>
    public List<ClaimedRow> Untried { get; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (rows.Count > 1 && await TryAsync(rows, isLast: false).ConfigureAwait(false))
        {
            Delivered.AddRange(rows);
            return;
        }

        int failures = 0;
        foreach (ClaimedRow row in rows)
        {
            if (failures >= MaxFailuresInARow)
            {
                Failed.Add(row);
            }
            else if (
                cancellationToken.IsCancellationRequested
                || (Failed.Count + Delivered.Count > 0 && time.GetElapsedTime(_begun) > Budget)
                || (row.TopicId is { } topic && _stopped.Contains(topic))
            )
            {
                Untried.Add(row);
                Stop(row);
            }
            else if (await TryAsync([row], isLast: true).ConfigureAwait(false))
            {
                Delivered.Add(row);
                failures = 0;
            }
            else
            {
                Failed.Add(row);
                Stop(row);
                failures++;
            }
        }
    }

    private void Stop(ClaimedRow row)
    {
        if (row.TopicId is { } topic)
        {
            _stopped.Add(topic);
        }
    }

    private async Task<bool> TryAsync(IReadOnlyList<ClaimedRow> tried, bool isLast)
    {
        IReadOnlyList<HandlerFailure> failures;
        try
        {
            ForumEvent[] events = [.. tried.SelectMany(row => EventText.Read(row.Events, row.TopicId))];
            failures = await delivery.DeliverAsync(EventDelivery.Merge(events)).ConfigureAwait(false);
        }
        catch (FormatException unreadable)
        {
            failures = [new HandlerFailure(typeof(EventText), unreadable)];
        }

        if (failures.Count > 0 && isLast)
        {
            failed(failures[0], failures.Count);
        }

        return failures.Count == 0;
    }
}
