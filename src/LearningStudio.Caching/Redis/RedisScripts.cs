namespace LearningStudio.Caching.Redis;

/// <summary>What Redis does in one step. Beside the records each sorted set holds members that say more.</summary>
/// <remarks>
/// <c>#epoch</c> scores the latest number, <c>!</c> the number up to which records were forgotten. At -1 stand
/// <c>@run id</c>, the server of the sequences when the epoch began, <c>+run id</c>, each other server of a cluster whose
/// values are valid, and <c>=version</c> of the protocol.
/// </remarks>
internal static class RedisScripts
{
    /// <summary>
    /// Appends to a sequence, publishes the step and returns <c>epoch:previous:new</c> number; nothing when the sequence
    /// is not sound, which it is not again before a new epoch. Also removes the values under further keys, or sets the
    /// only one.
    /// KEYS: sequence, records, times, values…; ARGV: channel, kind, capacity, retention in ms, frame, life in ms, members….
    /// </summary>
    public static readonly RedisScript Append = RedisScript.Load("Sequences.append");

    /// <summary>The version of what stands in the sequences: a process does not use one that is newer than its own.</summary>
    public const int Protocol = 2;

    /// <summary>
    /// Begins a new epoch unless both sequences are sound, of this protocol, as far as the asking process knows them at
    /// least, and on the server that had them; where run ids are unknown a connection anew counts as another server. Values
    /// on a server of a cluster that was not there before count as invalidated. Writes in any case, so that it fails
    /// where invalidations would. Returns both sequences and the time, or the newer protocol's version.
    /// KEYS: both sequences' keys; ARGV: the new epoch, the server's run id, 1 after a connection anew, the epoch and both
    /// numbers known, the protocol, the channel, then the run id of each other server and the record of its slots.
    /// </summary>
    public static readonly RedisScript Ensure = RedisScript.Load("Sequences.sound", "Outages.ensure");

    /// <summary>
    /// Where both sequences stand, empty when not sound, the server's time and its run id; or that it is no primary, which a
    /// server that may not be asked shows by refusing to write. KEYS: as for Ensure.
    /// </summary>
    public static readonly RedisScript Heartbeat = RedisScript.Load("Sequences.sound", "Sequences.heartbeat");

    /// <summary>What <see cref="RunId"/> says of a server that is no primary.</summary>
    public const string Replica = "replica";

    /// <summary>The server's run id; empty where it may not be asked.</summary>
    public static readonly RedisScript RunId = RedisScript.Load("Outages.run-id");

    /// <summary>What the server says of its memory, clients and evictions; empty where it may not be asked.</summary>
    public static readonly RedisScript Stats = RedisScript.Load("Housekeeping.stats");

    /// <summary>Puts a lease where the slot is unchanged. KEYS: value; ARGV: head seen, lease, life in ms.</summary>
    public static readonly RedisScript Acquire = RedisScript.Load("Fills.head", "Fills.acquire");

    /// <summary>
    /// Stores a frame where the slot is unchanged, and then says where the log stands, else nothing. KEYS: value, and
    /// outside a cluster the sequence; ARGV: head expected, frame, life in ms.
    /// </summary>
    public static readonly RedisScript Commit = RedisScript.Load("Fills.head", "Fills.commit");

    /// <summary>Has what is unchanged live for a span at least. KEYS: value; ARGV: head, life in ms.</summary>
    public static readonly RedisScript Prolong = RedisScript.Load("Fills.head", "Fills.prolong");

    /// <summary>Prolongs a lease that still stands. KEYS: value; ARGV: lease, life in ms.</summary>
    public static readonly RedisScript Renew = RedisScript.Load("Fills.head", "Fills.renew");

    /// <summary>
    /// Whether a server runs a script over keys of two slots, as a cache outside a cluster does. KEYS: one of each.
    /// </summary>
    public static readonly RedisScript Probe = RedisScript.Load("Outages.probe");

    /// <summary>Deletes what is still unchanged. KEYS: value; ARGV: head.</summary>
    public static readonly RedisScript Release = RedisScript.Load("Fills.head", "Fills.release");
}
