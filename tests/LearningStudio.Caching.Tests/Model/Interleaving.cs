using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Model;

/// <summary>One run: random steps, then everything is let finish and the last versions must be seen by all.</summary>
internal sealed class Interleaving
{
    private const int Steps = 120;
    private const int Keys = 2;
    private const int MaxTurns = 5000;
    private readonly FakeTimeProvider _clock = new();
    private readonly Random _random;
    private readonly bool _withFaults;
    private readonly ModelRedis _server;
    private readonly ModelNode[] _nodes;
    private readonly List<TaskCompletionSource> _factories = [];
    private readonly List<Task> _running = [];
    private readonly List<ModelConnection.Command> _late = [];
    private readonly long[] _source = new long[Keys];
    private readonly long[] _confirmed = new long[Keys];
    private readonly bool[] _isBeingInvalidated = new bool[Keys];
    private readonly long[,] _own;
    private readonly Task?[] _recovering;

    public Interleaving(int seed, bool withFaults)
    {
        _random = new Random(seed);
        _withFaults = withFaults;
        _server = new ModelRedis { Publish = Publish };
        _nodes = [.. Enumerable.Range(0, 2).Select(_ => new ModelNode(_server, _clock))];
        _own = new long[_nodes.Length, Keys];
        _recovering = new Task?[_nodes.Length];
    }

    public void Run()
    {
        Finish();
        for (int step = 0; step < Steps; step++)
        {
            Step(_random.Next(_nodes.Length), _random.Next(_withFaults ? 100 : 90));
        }

        Finish();
        Task.WaitAll([.. _running], TimeSpan.Zero).ShouldBeTrue("every call ends");
        AssertLastVersions();
    }

    private void Step(int n, int choice)
    {
        ModelNode node = _nodes[n];
        switch (choice)
        {
            case < 12:
                _running.Add(ReadAsync(n, _random.Next(Keys), _random.Next(2) == 0));
                break;
            case < 20:
                Invalidate(n, _random.Next(Keys));
                break;
            case < 45 when node.Connection.Waiting > 0:
                node.Connection.Take();
                break;
            case < 70 when node.Connection.Answers > 0:
                node.Connection.Answer();
                break;
            case < 78 when _factories.Count > 0:
                ReleaseFactory(_random.Next(_factories.Count));
                break;
            case < 86 when node.Messages.TryDequeue(out byte[]? message):
                // Now and then one is lost.
                _running.Add(_random.Next(5) == 0 ? Task.CompletedTask : node.Redis.Listener.TakeAsync(message));
                break;
            case 87:
                // Who waits for a lease asks again.
                _clock.Advance(TimeSpan.FromMilliseconds(10));
                break;
            case 88:
                _running.Add(BeatAsync(node));
                break;
            case >= 90:
                Fault(n, _random.Next(6));
                break;
        }

        RecoverWhereNeeded();
    }

    private void Fault(int n, int kind)
    {
        switch (kind)
        {
            case 0:
                Break(n);
                break;
            case 1:
                _server.Save();
                break;
            case 2:
                _server.Restart();
                _late.Clear();
                for (int node = 0; node < _nodes.Length; node++)
                {
                    Break(node);
                }

                _late.Clear();
                break;
            case 3:
                string[] names = ["sequence", "records", "removals", "removed"];
                _server.Delete($"model:{{invalidation}}:{names[_random.Next(names.Length)]}");
                break;
            case 4 when _late.Count > 0:
                // It sat in the socket of a connection that was given up.
                _late[0].Take(_server);
                _late.RemoveAt(0);
                break;
        }
    }

    private void Break(int n)
    {
        _nodes[n].Redis.Session.Breaker.Open("broken");
        _late.AddRange(_nodes[n].Connection.Break());
    }

    private void RecoverWhereNeeded()
    {
        for (int n = 0; n < _nodes.Length; n++)
        {
            if (
                _nodes[n].Redis.Session.Breaker.IsOpen
                && _recovering[n] is null or { IsCompleted: true }
                && _random.Next(4) == 0
            )
            {
                _recovering[n] = _nodes[n].Redis.Recovery.TryRecoverAsync();
            }
        }
    }

    private async Task ReadAsync(int n, int key, bool pastMemory)
    {
        ModelNode node = _nodes[n];
        int generation = node.Redis.Session.Breaker.Generation;
        bool closed = !node.Redis.Session.Breaker.IsOpen;
        long confirmed = _confirmed[key];
        long own = _own[n, key];
        long version = await node.ReadAsync($"k{key}", $"t{key % 2}", pastMemory, () => FillAsync(key));
        closed &= generation == node.Redis.Session.Breaker.Generation;
        version.ShouldBeGreaterThanOrEqualTo(own, "a node sees its own invalidations");
        if (pastMemory && closed)
        {
            version.ShouldBeGreaterThanOrEqualTo(confirmed, "a read through Redis sees every invalidation");
        }
    }

    private async Task<long> FillAsync(int key)
    {
        long version = _source[key];
        var factory = new TaskCompletionSource();
        lock (_factories)
        {
            _factories.Add(factory);
        }

        await factory.Task;
        return version;
    }

    private void ReleaseFactory(int index)
    {
        TaskCompletionSource factory;
        lock (_factories)
        {
            factory = _factories[index];
            _factories.RemoveAt(index);
        }

        factory.SetResult();
    }

    private void Invalidate(int n, int key)
    {
        if (!_isBeingInvalidated[key])
        {
            _isBeingInvalidated[key] = true;
            _running.Add(InvalidateAsync(n, key, ++_source[key]));
        }
    }

    private async Task InvalidateAsync(int n, int key, long version)
    {
        ModelNode node = _nodes[n];
        int generation = node.Redis.Session.Breaker.Generation;
        bool closed = !node.Redis.Session.Breaker.IsOpen;
        await node.InvalidateAsync(_random.Next(5), $"k{key}", $"t{key % 2}", version);
        _own[n, key] = version;
        if (closed && generation == node.Redis.Session.Breaker.Generation)
        {
            _confirmed[key] = version;
        }

        _isBeingInvalidated[key] = false;
    }

    private static async Task BeatAsync(ModelNode node)
    {
        if (!node.Redis.Session.Breaker.IsOpen)
        {
            try
            {
                await node.Redis.Heartbeat.BeatAsync();
            }
            catch (Caching.Redis.Connection.RedisUnavailableException)
            {
                // The breaker is open.
            }
        }
    }

    /// <summary>Lets everything that waits go on until every call has ended and every breaker is closed.</summary>
    private void Finish()
    {
        var patience = new SpinWait();
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            bool moved = Move();
            if (
                !moved
                && _nodes.All(node => !node.Redis.Session.Breaker.IsOpen)
                && _running.All(task => task.IsCompleted)
            )
            {
                return;
            }

            if (!moved)
            {
                // Joiners go on in the pool; who waits for a lease waits for the clock.
                patience.SpinOnce();
                _clock.Advance(TimeSpan.FromMilliseconds(20));
            }
        }

        throw new TimeoutException("Something waits for ever.");
    }

    private bool Move()
    {
        bool moved = false;
        RecoverWhereNeeded();
        foreach (ModelConnection connection in _nodes.Select(node => node.Connection))
        {
            while (connection.Waiting + connection.Answers > 0)
            {
                moved = true;
                if (connection.Answers > 0)
                {
                    connection.Answer();
                }
                else
                {
                    connection.Take();
                }
            }
        }

        while (_factories.Count > 0)
        {
            moved = true;
            ReleaseFactory(0);
        }

        return moved;
    }

    private void AssertLastVersions()
    {
        for (int n = 0; n < _nodes.Length; n++)
        {
            for (int key = 0; key < Keys; key++)
            {
                int asked = key;
                Task<long> read = _nodes[n]
                    .ReadAsync($"k{key}", $"t{key % 2}", true, () => Task.FromResult(_source[asked]));
                _running.Add(read);
                Finish();
                read.Result.ShouldBe(_source[key], "no invalidation is lost");
            }
        }
    }

    private void Publish(byte[] message)
    {
        foreach (ModelNode node in _nodes)
        {
            node.Messages.Enqueue(message);
        }
    }
}
