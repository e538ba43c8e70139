using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.HostApi.Tests;

/// <summary>
/// Lets a host's time pass while an answer is late: should a busy machine make Redis seem away, what waits for it waits by
/// that clock.
/// </summary>
internal sealed class MovingClock(FakeTimeProvider clock) : DelegatingHandler
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Task<HttpResponseMessage> answer = base.SendAsync(request, cancellationToken);
        while (await Task.WhenAny(answer, Task.Delay(Late, TimeProvider.System, cancellationToken)) != answer)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await answer;
    }
}
