using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Model;

/// <summary>A look, and the lease that was sent along with it: what happens between commands is the test's choice.</summary>
public sealed class LookupTests : IAsyncLifetime
{
    private const string Slot = "model:v1:k";
    private const int LeaseLength = 12;
    private readonly ModelRedis _server = new() { Publish = _ => { } };
    private ModelNode _node = null!;

    private long Length => _server.Get(Slot).Length();

    public async Task InitializeAsync() => _node = await StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task PlacedThoughAValueWasFound_IsGivenBack()
    {
        _ = ReadAsync(_node, 1);
        await UntilAsync(() => Length > LeaseLength, _node);
        Task<long> read = ReadAsync(_node, 2);
        _node.Connection.Waiting.ShouldBe(2, "the look and the bid");

        _node.Connection.Take();
        _server.Delete(Slot);
        await UntilAsync(() => read.IsCompleted, _node);

        (await read).ShouldBe(1);
        await UntilAsync(() => Length == 0, _node);
    }

    [Fact]
    public async Task OvertakenByAnothersLease_WaitsForItsValue()
    {
        ModelNode other = await StartAsync();
        Task<long> read = ReadAsync(_node, 1);
        Task<long> first = ReadAsync(other, 2);

        _node.Connection.Take();
        await UntilAsync(() => first.IsCompleted && Length > LeaseLength, other);
        await UntilAsync(() => read.IsCompleted, _node);

        (await first).ShouldBe(2);
        (await read).ShouldBe(2, "the other node was first");
    }

    // A joiner came after the look was sent, perhaps after an invalidation too; one more look is new to all of them.
    [Fact]
    public async Task JoinersOfAFind_LookOnceMoreTogether()
    {
        _ = ReadAsync(_node, 1);
        await UntilAsync(() => Length > LeaseLength, _node);
        int before = _node.Connection.Looks;
        Task<long>[] readers = [.. Enumerable.Range(0, 20).Select(_ => ReadAsync(_node, 2))];

        await UntilAsync(() => Array.TrueForAll(readers, reader => reader.IsCompleted), _node);

        (await Task.WhenAll(readers)).ShouldAllBe(version => version == 1);
        (_node.Connection.Looks - before).ShouldBeInRange(2, 10);
    }

    // A proxy that passes for one server, and cannot run a script over two slots.
    [Fact]
    public async Task ServerThatCannotRunAScriptOverTwoSlots_IsNotUsed()
    {
        var server = new ModelRedis
        {
            Publish = _ => { },
            Refusal = "CROSSSLOT Keys in request don't hash to the same slot",
        };
        var node = new ModelNode(server, new FakeTimeProvider());
        Task<bool> recovering = node.Redis.Recovery.TryRecoverAsync();

        await UntilAsync(() => recovering.IsCompleted, node);

        (await recovering).ShouldBeFalse();
        node.Redis.Session.Breaker.IsOpen.ShouldBeTrue();
        node.Redis.Session.Breaker.Reason.ShouldBe("CROSSSLOT");
    }

    private static Task<long> ReadAsync(ModelNode node, long version) =>
        node.ReadAsync("k", "tag", pastMemory: true, () => Task.FromResult(version));

    private async Task<ModelNode> StartAsync()
    {
        var node = new ModelNode(_server, new FakeTimeProvider());
        Task recovering = node.Redis.Recovery.TryRecoverAsync();
        await UntilAsync(() => recovering.IsCompleted, node);
        node.Redis.Session.Breaker.IsOpen.ShouldBeFalse();
        return node;
    }

    // Commands are taken and answered until a condition holds; what follows in the background goes on in the pool.
    private static Task UntilAsync(Func<bool> condition, ModelNode node) =>
        ServerProcess.UntilAsync(
            () =>
            {
                node.Connection.Take();
                node.Connection.Answer();
                return Task.FromResult(condition());
            },
            "the node"
        );
}
