namespace LearningStudio.HostApi.Tests;

/// <summary>One host with the demo forum for all tests that only read.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    public ForumHost Host { get; } = new() { Settings = { ["Demo:Enabled"] = "true" } };

    public HttpClient Client { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Client = Host.CreateClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
