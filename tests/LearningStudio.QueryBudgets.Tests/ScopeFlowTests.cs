using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>A scope counts what runs in its flow while it is open, and nothing else.</summary>
public sealed class ScopeFlowTests : IDisposable
{
    private readonly Blog _blog = new();

    [Fact]
    public async Task ParallelScopes_CountTheirOwn()
    {
        async Task<int> RequestAsync(int statements)
        {
            using QueryScope scope = QueryScope.Begin($"request {statements}");
            await Task.WhenAll(Enumerable.Range(0, statements).Select(_ => Task.Run(AskAsync)));
            return scope.Report().Queries.Sum(query => query.Count);
        }

        int[] counts = await Task.WhenAll(Enumerable.Range(1, 20).Select(RequestAsync));

        counts.ShouldBe(Enumerable.Range(1, 20));
        QueryScope.Current.ShouldBeNull();
    }

    // Each way to go on beside a scope that ends: nothing of it counts there, nor in the scope that comes next.
    [Theory]
    [InlineData("task")]
    [InlineData("thread")]
    [InlineData("timer")]
    [InlineData("async void")]
    [InlineData("continuation")]
    [InlineData("channel")]
    public async Task WorkThatOutlivesItsScope_CountsNowhere(string way)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task WorkAsync()
        {
            await go.Task;
            await AskAsync();
            done.SetResult(QueryScope.Current is null);
        }

        QueryScope first = QueryScope.Begin("first");
        using IDisposable? started = Start(way, WorkAsync, go.Task);
        await AskAsync();
        first.Dispose();
        using QueryScope second = QueryScope.Begin("second");
        go.SetResult();

        (await done.Task).ShouldBeTrue();
        (first.StatementCount, second.StatementCount).ShouldBe((1, 0));
    }

    [Fact]
    public async Task WorkOfAnEndedScope_CountsInTheOneAroundIt()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using QueryScope outer = QueryScope.Begin("outer");
        Task work;
        using (QueryScope inner = QueryScope.Begin("inner"))
        {
            work = Task.Run(async () =>
            {
                await go.Task;
                await AskAsync();
            });
            await AskAsync();
            inner.StatementCount.ShouldBe(1);
        }

        go.SetResult();
        await work;

        outer.StatementCount.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WorkStartedOutOfAllScopes_NeverCounts(bool startsScope)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int own = 0;
        using QueryScope scope = QueryScope.Begin();
        Task service;
        using (QueryScope.Suppress())
        {
            QueryScope.Current.ShouldBeNull();
            service = Task.Run(async () =>
            {
                await go.Task;
                using QueryScope? inner = startsScope ? QueryScope.Begin("service") : null;
                await AskAsync();
                own = inner?.StatementCount ?? 0;
            });
        }

        QueryScope.Current.ShouldBeSameAs(scope);
        go.SetResult();
        await service;

        (scope.StatementCount, own).ShouldBe((0, startsScope ? 1 : 0));
    }

    [Fact]
    public async Task SuppressedFlow_DoesNotCount()
    {
        using QueryScope scope = QueryScope.Begin();
        Task work;
        using (ExecutionContext.SuppressFlow())
        {
            work = Task.Run(AskAsync);
        }

        await work;
        await AskAsync();

        scope.StatementCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ScopesThatEndInAnyOrder_LeaveNone(bool outerFirst)
    {
        QueryScope outer = QueryScope.Begin("outer");
        QueryScope inner = QueryScope.Begin("inner");
        await AskAsync();
        (outerFirst ? outer : inner).Dispose();
        await AskAsync();
        (outerFirst ? inner : outer).Dispose();
        await AskAsync();

        (outer.StatementCount, inner.StatementCount).ShouldBe(outerFirst ? (1, 2) : (2, 1));
        QueryScope.Current.ShouldBeNull();
    }

    // AsyncLocal values do not flow out of an async method.
    [Fact]
    public async Task ScopeOfAMethodBelow_EndsWithIt()
    {
        async Task<QueryScope> BeginAsync()
        {
            QueryScope scope = QueryScope.Begin();
            await AskAsync();
            return scope;
        }

        using QueryScope below = await BeginAsync();
        await AskAsync();

        below.StatementCount.ShouldBe(1);
        QueryScope.Current.ShouldBeNull();
    }

    [Fact]
    public void ScopeThatEndsWhileAStatementRuns_KeepsIt()
    {
        QueryScope scope = QueryScope.Begin();
        _blog.Connection.CreateFunction(
            "finish",
            () =>
            {
                scope.Dispose();
                return 1;
            }
        );
        using CountedConnection connection = _blog.Connection.WithQueryCounting();
        using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT finish()";

        command.ExecuteScalar().ShouldBe(1L);

        scope.Report().Queries.ShouldHaveSingleItem().Duration.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task ScopeThatEndsOnAnotherThread_EndsEverywhere()
    {
        QueryScope scope = QueryScope.Begin();
        await Task.Run(scope.Dispose);
        await AskAsync();

        scope.StatementCount.ShouldBe(0);
        QueryScope.Current.ShouldBeNull();
    }

    [Fact]
    public async Task Reason_EndsWithTheFlowThatGaveIt()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using QueryScope scope = QueryScope.Begin();
        Task work;
        using (QueryScope.Allow("while it lasts"))
        {
            work = Task.Run(async () =>
            {
                await go.Task;
                await AskAsync();
            });
            await AskAsync();
        }

        go.SetResult();
        await work;

        scope.Report().Allowed["while it lasts"].ShouldBe(1);
    }

    [Fact]
    public async Task TimerOfAnEndedScope_DoesNotKeepItsStatements()
    {
        (WeakReference ended, IDisposable timer) = Begin();
        using IDisposable _ = timer;
        await Task.Yield();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        ended.IsAlive.ShouldBeFalse();
    }

    public void Dispose() => _blog.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Scope, IDisposable Timer) Begin()
    {
        QueryScope scope = QueryScope.Begin();
        var timer = new Timer(_ => { }, state: null, Timeout.Infinite, Timeout.Infinite);
        scope.Dispose();
        return (new WeakReference(scope), timer);
    }

    private static IDisposable? Start(string way, Func<Task> work, Task go)
    {
        switch (way)
        {
            case "task":
                _ = Task.Run(work);
                return null;
            case "thread":
                new Thread(() => work().GetAwaiter().GetResult()).Start();
                return null;
            case "timer":
                var timer = new Timer(_ => _ = work(), state: null, Timeout.Infinite, Timeout.Infinite);
                _ = go.ContinueWith(_ => timer.Change(0, Timeout.Infinite), TaskScheduler.Default);
                return timer;
            case "async void":
                Forget(work);
                return null;
            case "continuation":
                _ = go.ContinueWith(_ => work(), TaskScheduler.Default);
                return null;
            default:
                var channel = System.Threading.Channels.Channel.CreateUnbounded<int>();
                _ = ConsumeAsync(channel.Reader, work);
                channel.Writer.TryWrite(1);
                return null;
        }
    }

    private static async void Forget(Func<Task> work) => await work();

    private static async Task ConsumeAsync(System.Threading.Channels.ChannelReader<int> reader, Func<Task> work)
    {
        await reader.ReadAsync();
        await work();
    }

    private static async Task AskAsync()
    {
        await using CountedConnection connection = new SqliteConnection("Data Source=:memory:").WithQueryCounting();
        await connection.OpenAsync();
        await Blog.ScalarAsync(connection, "SELECT 1");
    }
}
