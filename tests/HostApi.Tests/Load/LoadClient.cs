using System.Collections.Concurrent;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>Sends requests over a bounded number of connections and keeps what came of each.</summary>
internal sealed class LoadClient(Uri host, int connections = 32) : IDisposable
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private readonly ConcurrentQueue<LoadSample> _samples = new();
    private readonly long _origin = Time.GetTimestamp();
    private readonly HttpClient _client = new(
        new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseProxy = false,
            UseCookies = false,
        }
    )
    {
        BaseAddress = host,
        Timeout = TimeSpan.FromSeconds(100),
    };

    public HttpClient Http => _client;

    /// <summary>The time since the client was made.</summary>
    public TimeSpan Now => Time.GetElapsedTime(_origin);

    public LoadReport Report => new([.. _samples]);

    /// <summary>Closed loop: each connection sends its next request when the one before is answered.</summary>
    public Task RunClosedAsync(Func<Random, LoadRequest> next, CancellationToken until) =>
        Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(seed => Task.Run(() => LoopAsync(next, new Random(seed), until), CancellationToken.None))
        );

    /// <summary>
    /// Open loop: requests are due at a fixed rate, whatever becomes of those before; how long one takes counts from when it
    /// was due, so that a host that stalls is not spared the requests it would have got.
    /// </summary>
    public async Task RunOpenAsync(IReadOnlyList<LoadRequest> requests, double perSecond)
    {
        TimeSpan begin = Now;
        int taken = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(WorkAsync)));

        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref taken)) < requests.Count; )
            {
                TimeSpan due = begin + TimeSpan.FromSeconds(i / perSecond);
                if (due - Now is { } early && early > TimeSpan.Zero)
                {
                    // A delay is cut to whole milliseconds: a request that went out early would seem faster than it was.
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(early.TotalMilliseconds)), Time);
                }

                await SendAsync(requests[i], due);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task LoopAsync(Func<Random, LoadRequest> next, Random random, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            await SendAsync(next(random), Now);
        }
    }

    private async Task SendAsync(LoadRequest request, TimeSpan due)
    {
        TimeSpan begin = Now;
        (int status, string? cache, bool retryAfter) = (0, null, false);
        try
        {
            using HttpRequestMessage message = request.Message();
            using HttpResponseMessage answer = await _client.SendAsync(message);
            status = (int)answer.StatusCode;
            cache = answer.Headers.TryGetValues("X-Cache", out IEnumerable<string>? told) ? told.First() : null;
            retryAfter = answer.Headers.RetryAfter is not null;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // Kept as a sample without a status.
        }

        _samples.Enqueue(new LoadSample(request, begin, Now, Now - due, status, cache, retryAfter));
    }
}
