namespace LearningStudio.QueryBudgets.Tests;

/// <summary>
/// Hears when a request has ended, which is after its answer was read. Subscribe it before the host starts: of the observers
/// of a listener, the first is called last.
/// </summary>
internal sealed class RequestEnds : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly SemaphoreSlim _ended = new(0);

    public async Task WaitAsync() => (await _ended.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key is "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop")
        {
            _ended.Release();
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => _ended.Dispose();
}
