using LearningStudio.Caching.Redis.Connection;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>Renews the leases of factories that take long, and gives back those that have nothing to store.</summary>
/// <remarks>Thread-safe. One timer for all leases; a lease of a process that dies ends by itself.</remarks>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>How long a lease is renewed for a factory without a limit.</summary>
    public static readonly TimeSpan MaxRenewal = TimeSpan.FromHours(24);
    private readonly Lock _lock = new();
    private readonly HashSet<Lease> _held = new(ReferenceEqualityComparer.Instance);
    private readonly RedisSession _session;
    private readonly ITimer _timer;

    public LeaseKeeper(RedisSession session)
    {
        _session = session;
        _timer = session.Time.CreateTimer(_ => LookAfter(), null, Tick, Tick);
    }

    /// <param name="key">The key.</param>
    /// <param name="head">What stands under it.</param>
    /// <param name="limit">How long its factory may take: the lease ends with it.</param>
    public Lease Hold(string key, ReadOnlyMemory<byte> head, TimeSpan limit)
    {
        TimeSpan renewFor = limit < TimeSpan.Zero ? MaxRenewal : limit + Margin;
        var lease = new Lease(key, head, _session.Time.GetTimestamp(), renewFor);
        lock (_lock)
        {
            _held.Add(lease);
        }

        return lease;
    }

    public void Forget(Lease? lease)
    {
        if (lease is not null)
        {
            lock (_lock)
            {
                _held.Remove(lease);
            }
        }
    }

    /// <summary>Gives a lease back, in the background, unless something else stands there by now.</summary>
    /// <remarks>While the breaker is open it waits: a lease without an owner would have every process wait.</remarks>
    public void Release(Lease? lease)
    {
        if (lease is not null)
        {
            lease.IsGivenBack = true;
            if (!_session.Breaker.IsOpen)
            {
                _ = TryReleaseAsync(lease);
            }
        }
    }

    /// <summary>Gives back what is held, since nobody will store under it; waits no longer than for anything else.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (!_session.Breaker.IsOpen)
        {
            await Task.WhenAll(Held().Select(TryReleaseAsync)).ConfigureAwait(false);
        }
    }

    private void LookAfter()
    {
        foreach (Lease lease in Held())
        {
            if (_session.Time.GetElapsedTime(lease.PlacedAt) >= lease.RenewFor)
            {
                Forget(lease);
            }
            else if (!_session.Breaker.IsOpen && lease.IsGivenBack)
            {
                _ = TryReleaseAsync(lease);
            }
            else if (!_session.Breaker.IsOpen && _session.Time.GetElapsedTime(lease.RenewedAt) >= RenewAfter)
            {
                lease.RenewedAt = _session.Time.GetTimestamp();
                _ = TryRenewAsync(lease);
            }
        }
    }

    private Lease[] Held()
    {
        lock (_lock)
        {
            return [.. _held];
        }
    }

    private async Task TryReleaseAsync(Lease lease)
    {
        try
        {
            await _session.HousekeepingSlots.ReleaseAsync(lease.Key, lease.Head).ConfigureAwait(false);
            Forget(lease);
        }
        catch (RedisUnavailableException)
        {
            // Tried again at the next tick, or when the breaker is closed.
        }
    }

    private async Task TryRenewAsync(Lease lease)
    {
        try
        {
            await _session.HousekeepingSlots.RenewAsync(lease.Key, lease.Head).ConfigureAwait(false);
        }
        catch (RedisUnavailableException)
        {
            // The commit will find out whether it still stands.
        }
    }
}
