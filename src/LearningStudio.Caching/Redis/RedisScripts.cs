namespace LearningStudio.Caching.Redis;

/// <summary>What Redis does in one step. Beside the records each sorted set holds members that say more.</summary>
/// <remarks>
/// <c>#epoch</c> scores the latest number, <c>!</c> the number up to which records were forgotten. At -1 stand
/// <c>@run id</c>, the server of the sequences when the epoch began, <c>+run id</c>, each other server of a cluster whose
/// values are valid, and <c>=version</c> of the protocol.
/// </remarks>
internal static class RedisScripts
{
    private const string Sound = """
        local function sound(sequence, records)
          local value = redis.pcall('GET', sequence)
          if type(value) == 'table' and not string.find(value.err or '', 'WRONGTYPE') then
            value = redis.call('GET', sequence)
          end
          if type(value) ~= 'string' then return nil end
          local epoch, number = string.match(value, '^(%x+):(%d+)$')
          local last = epoch and redis.pcall('ZSCORE', records, '#' .. epoch)
          if type(last) ~= 'string' or tonumber(last) ~= tonumber(number) then return nil end
          return value, epoch, tonumber(number)
        end
        """;

    /// <summary>
    /// Appends to a sequence, publishes the step and returns <c>epoch:previous:new</c> number; nothing when the sequence
    /// is not sound, which it is not again before a new epoch. Also removes the values under further keys, or sets the
    /// only one.
    /// KEYS: sequence, records, times, values…; ARGV: channel, kind, capacity, retention in ms, frame, life in ms, members….
    /// </summary>
    public static readonly RedisScript Append = new(
        """
        local value = redis.pcall('GET', KEYS[1])
        if type(value) ~= 'string' then return false end
        local epoch, previous = string.match(value, '^(%x+):(%d+)$')
        if not epoch then return false end
        local number = previous + 1
        if tonumber(redis.call('ZINCRBY', KEYS[2], 1, '#' .. epoch)) ~= number then
          redis.call('DEL', KEYS[1])
          return false
        end
        local function forget(upTo)
          if tonumber(upTo) <= tonumber(redis.call('ZSCORE', KEYS[2], '!') or 0) then return end
          redis.call('ZREMRANGEBYSCORE', KEYS[2], 0, upTo)
          redis.call('ZADD', KEYS[2], upTo, '!', number, '#' .. epoch)
        end
        local step = value .. ':' .. string.format('%.0f', number)
        local message = { ARGV[2] .. step .. '\n' }
        local scores = {}
        for i = 7, #ARGV do
          if ARGV[i] == '*' then
            forget(number)
          else
            scores[#scores + 1] = number
            scores[#scores + 1] = ARGV[i]
          end
          message[#message + 1] = #ARGV[i] .. ':' .. ARGV[i]
        end
        if scores[1] then redis.call('ZADD', KEYS[2], unpack(scores)) end
        local over = redis.call('ZCOUNT', KEYS[2], 0, '+inf') - 2 - ARGV[3]
        if over > 0 then
          local oldest = redis.call('ZRANGEBYSCORE', KEYS[2], 0, '+inf', 'WITHSCORES', 'LIMIT', over, 1)
          if tonumber(oldest[2]) < number then forget(oldest[2]) end
        end
        local retention = tonumber(ARGV[4])
        if retention > 0 and number % 16 == 1 then
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          local function entry(index)
            local text = redis.call('LINDEX', KEYS[3], index)
            return string.match(text or '', '^(%d+):(%d+)$')
          end
          local last = entry(-1)
          if not last or now - tonumber(last) > retention / 16 then
            redis.call('RPUSH', KEYS[3], string.format('%.0f:%.0f', now, number))
          end
          local first, at = entry(0)
          if first and now - tonumber(first) > retention then
            redis.call('LPOP', KEYS[3])
            forget(at)
          end
        end
        redis.call('SET', KEYS[1], epoch .. ':' .. string.format('%.0f', number))
        for i = 4, #KEYS do
          if ARGV[5] == '' then
            redis.call('UNLINK', KEYS[i])
          else
            redis.call('SET', KEYS[i], ARGV[5], 'PX', ARGV[6])
          end
        end
        redis.pcall('PUBLISH', ARGV[1], table.concat(message))
        return step
        """
    );

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
    public static readonly RedisScript Ensure = new(
        Sound
            + """

            local patterns, first, number = sound(KEYS[1], KEYS[2])
            local removals, second, removed = sound(KEYS[4], KEYS[5])
            local told = {}
            for _, member in ipairs(patterns and redis.call('ZRANGEBYSCORE', KEYS[2], -1, -1) or {}) do
              told[string.sub(member, 1, 1)] = string.sub(member, 2)
            end
            if told['='] and tonumber(told['=']) > tonumber(ARGV[7]) then return { told['='] } end
            local same = told['@'] == ARGV[2] and (ARGV[2] ~= '' or ARGV[3] == '0') and told['='] == ARGV[7]
            local behind = first == ARGV[4] and (number < tonumber(ARGV[5]) or (removed or 0) < tonumber(ARGV[6]))
            if patterns and removals and first == second and same and not behind then
              local lost = {}
              local present = {}
              for i = 9, #ARGV, 2 do present['+' .. ARGV[i]] = true end
              for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], -1, -1)) do
                if string.sub(member, 1, 1) == '+' and not present[member] then redis.call('ZREM', KEYS[2], member) end
              end
              for i = 9, #ARGV, 2 do
                if redis.call('ZADD', KEYS[2], -1, '+' .. ARGV[i]) == 1 and ARGV[i + 1] ~= '' then
                  lost[#lost + 1] = ARGV[i + 1]
                end
              end
              if lost[1] then
                local message = { 's' .. patterns .. ':' .. string.format('%.0f', number + 1) .. '\n' }
                for _, member in ipairs(lost) do
                  redis.call('ZADD', KEYS[2], number + 1, member)
                  message[#message + 1] = #member .. ':' .. member
                end
                redis.call('ZADD', KEYS[2], number + 1, '#' .. first)
                patterns = first .. ':' .. string.format('%.0f', number + 1)
                redis.pcall('PUBLISH', ARGV[8], table.concat(message))
              end
              redis.call('SET', KEYS[1], patterns)
            else
              patterns = ARGV[1] .. ':0'
              removals = patterns
              for i = 1, #KEYS do redis.call('DEL', KEYS[i]) end
              for i = 1, 4, 3 do
                redis.call('SET', KEYS[i], patterns)
                redis.call('ZADD', KEYS[i + 1], -1, '@' .. ARGV[2], -1, '=' .. ARGV[7], 0, '!', 0, '#' .. ARGV[1])
              end
              for i = 9, #ARGV, 2 do redis.call('ZADD', KEYS[2], -1, '+' .. ARGV[i]) end
            end
            local time = redis.call('TIME')
            return { patterns, removals, string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) }
            """
    );

    /// <summary>
    /// Where both sequences stand, empty when not sound, the server's time and its run id; or that it is no primary, which a
    /// server that may not be asked shows by refusing to write. KEYS: as for Ensure.
    /// </summary>
    public static readonly RedisScript Heartbeat = new(
        Sound
            + """

            local patterns = sound(KEYS[1], KEYS[2])
            local role = redis.pcall('INFO', 'replication')
            if type(role) ~= 'string' then
              if patterns then redis.call('SET', KEYS[1], patterns) end
            elseif string.find(role, 'role:slave') then
              return { 'replica' }
            end
            local info = redis.pcall('INFO', 'server')
            local run = type(info) == 'string' and string.match(info, 'run_id:(%x+)')
            local time = redis.call('TIME')
            local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
            return { patterns or '', sound(KEYS[4], KEYS[5]) or '', now, run or '' }
            """
    );

    /// <summary>What <see cref="RunId"/> says of a server that is no primary.</summary>
    public const string Replica = "replica";

    /// <summary>The server's run id; empty where it may not be asked.</summary>
    public const string RunId = """
        local replication = redis.pcall('INFO', 'replication')
        if type(replication) == 'string' and string.find(replication, 'role:slave') then return 'replica' end
        local info = redis.pcall('INFO', 'server')
        return type(info) == 'string' and string.match(info, 'run_id:(%x+)') or ''
        """;

    /// <summary>What the server says of its memory, clients and evictions; empty where it may not be asked.</summary>
    public const string Figures = """
        local text = ''
        for _, section in ipairs({ 'memory', 'stats', 'clients' }) do
          local info = redis.pcall('INFO', section)
          if type(info) == 'string' then text = text .. info .. '\n' end
        end
        return text
        """;

    private const string Head = """
        local head = redis.pcall('GETRANGE', KEYS[1], 0, 11)
        if type(head) ~= 'string' then head = '' end
        """;

    /// <summary>Puts a lease where the slot is unchanged. KEYS: value; ARGV: head seen, lease, life in ms.</summary>
    public static readonly RedisScript Acquire = new(
        Head
            + """

            if head ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """
    );

    /// <summary>
    /// Stores a frame where the slot is unchanged, and then says where the log stands, else nothing. KEYS: value, and
    /// outside a cluster the sequence; ARGV: head expected, frame, life in ms.
    /// </summary>
    public static readonly RedisScript Commit = new(
        Head
            + """

            if head ~= ARGV[1] then return false end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return KEYS[2] and redis.call('GET', KEYS[2]) or ''
            """
    );

    /// <summary>Has what is unchanged live for a span at least. KEYS: value; ARGV: head, life in ms.</summary>
    public static readonly RedisScript Prolong = new(
        Head
            + """

            if head ~= ARGV[1] or redis.call('PTTL', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """
    );

    /// <summary>Prolongs a lease that still stands. KEYS: value; ARGV: lease, life in ms.</summary>
    public static readonly RedisScript Renew = new(
        Head
            + """

            if head ~= ARGV[1] then return 0 end
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """
    );

    /// <summary>
    /// Whether a server runs a script over keys of two slots, as a cache outside a cluster does. KEYS: one of each.
    /// </summary>
    public static readonly RedisScript Probe = new(
        "return redis.call('EXISTS', KEYS[1]) + redis.call('EXISTS', KEYS[2])"
    );

    /// <summary>Deletes what is still unchanged. KEYS: value; ARGV: head.</summary>
    public static readonly RedisScript Release = new(
        Head
            + """

            if head ~= ARGV[1] then return 0 end
            return redis.call('UNLINK', KEYS[1])
            """
    );
}
