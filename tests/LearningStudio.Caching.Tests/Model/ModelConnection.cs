using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Model;

/// <summary>A node's connection to the model: commands wait here until the test has the server take and answer them.</summary>
internal sealed class ModelConnection(ModelRedis server)
{
    // Whoever waits for the clock goes on in the pool.
    private readonly ConcurrentQueue<Command> _sent = new();
    private readonly ConcurrentQueue<Command> _answered = new();

    public int Waiting => _sent.Count;

    /// <summary>How often a value was looked for.</summary>
    public int Looks { get; private set; }

    public int Answers => _answered.Count;

    public IConnectionMultiplexer Multiplexer => Proxy.Create<IConnectionMultiplexer>(OnMultiplexer);

    /// <summary>Has the server take the oldest command.</summary>
    public void Take()
    {
        if (_sent.TryDequeue(out Command? command))
        {
            command.Take(server);
            _answered.Enqueue(command);
        }
    }

    /// <summary>Brings the node the oldest answer.</summary>
    public void Answer()
    {
        if (_answered.TryDequeue(out Command? command))
        {
            command.Answer();
        }
    }

    /// <summary>Breaks: what was not answered fails; what was sent is lost, or taken later all the same.</summary>
    public IReadOnlyList<Command> Break()
    {
        var late = new List<Command>();
        var unanswered = new List<Command>();
        while (_answered.TryDequeue(out Command? taken))
        {
            unanswered.Add(taken);
        }

        while (_sent.TryDequeue(out Command? sent))
        {
            unanswered.Add(sent);
            late.Add(sent);
        }

        foreach (Command command in unanswered)
        {
            command.Fail();
        }

        return late;
    }

    private object? OnMultiplexer(MethodInfo method, object?[] arguments) =>
        method.Name switch
        {
            "GetDatabase" => Proxy.Create<IDatabase>(OnDatabase),
            "GetServer" => Proxy.Create<IServer>(OnServer),
            "GetServers" => new[] { Proxy.Create<IServer>(OnServer) },
            _ => null,
        };

    private object? OnServer(MethodInfo method, object?[] arguments) =>
        method.Name switch
        {
            "get_ServerType" => ServerType.Standalone,
            "get_EndPoint" => new DnsEndPoint("model", 6379),
            "get_IsReplica" => false,
            "get_IsConnected" => true,
            "ExecuteAsync" => Send(redis => redis.RunId()),
            _ => throw new NotSupportedException(method.Name),
        };

    private object? OnDatabase(MethodInfo method, object?[] arguments) =>
        (method.Name, arguments.FirstOrDefault()) switch
        {
            ("get_Database", _) => 0,
            ("StringGetAsync", RedisKey[] keys) => SendLook(keys),
            ("StringGetAsync", RedisKey key) => Send(redis => redis.Get($"{key}")),
            ("StringSetAsync", RedisKey key) => SendSet($"{key}", (RedisValue)arguments[1]!),
            ("SortedSetRangeByScoreWithScoresAsync", RedisKey key) => SendRange($"{key}", arguments),
            ("ScriptEvaluateAsync", byte[] hash) => Send(redis =>
                redis.Run(
                    hash,
                    [.. ((RedisKey[])arguments[1]!).Select(key => $"{key}")],
                    [.. ((RedisValue[])arguments[2]!).Select(value => (byte[])value!)]
                )
            ),
            _ => throw new NotSupportedException(method.Name),
        };

    private Task<RedisValue[]> SendLook(RedisKey[] keys)
    {
        Looks++;
        return Send(redis => keys.Select(key => redis.Get($"{key}")).ToArray());
    }

    private Task<bool> SendSet(string key, RedisValue value) => Send(redis => redis.SetIfAbsent(key, value!));

    private Task<SortedSetEntry[]> SendRange(string key, object?[] arguments) =>
        Send(redis =>
            redis.Range(key, (double)arguments[1]!, arguments[3] is Exclude.Start, arguments.OfType<long>().Last())
        );

    private Task<T> Send<T>(Func<ModelRedis, T> run)
    {
        var command = new Command<T>(run);
        _sent.Enqueue(command);
        return command.Task;
    }

    internal abstract class Command
    {
        public abstract void Take(ModelRedis redis);

        public abstract void Answer();

        public abstract void Fail();
    }

    // Continuations run where the test answers: nothing happens that the test did not ask for.
    private sealed class Command<T>(Func<ModelRedis, T> run) : Command
    {
        private readonly TaskCompletionSource<T> _answer = new();
        private RedisServerException? _refusal;
        private T? _result;

        public Task<T> Task => _answer.Task;

        public override void Take(ModelRedis redis)
        {
            try
            {
                _result = run(redis);
            }
            catch (RedisServerException refusal)
            {
                _refusal = refusal;
            }
        }

        public override void Answer()
        {
            if (_refusal is null)
            {
                _answer.SetResult(_result!);
            }
            else
            {
                _answer.SetException(_refusal);
            }
        }

        public override void Fail() => _answer.SetException(new RedisException("broken"));
    }
}
