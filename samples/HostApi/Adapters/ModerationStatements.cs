using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Has the statements of moderation counted as those of the repositories are, as long as the host runs.</summary>
internal sealed class ModerationStatements : IHostedService, IDisposable
{
    private readonly IDisposable _subscription = EntityFrameworkStatements.Subscribe();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription.Dispose();
}
