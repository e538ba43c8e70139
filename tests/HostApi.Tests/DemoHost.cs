namespace LearningStudio.HostApi.Tests;

/// <summary>One host with the demo forum for all tests that only read.</summary>
public class DemoHost : IAsyncLifetime
{
    public DemoHost()
        : this(Backend.Embedded) { }

    protected DemoHost(Backend backend) => Host = new(backend) { Settings = { ["Demo:Enabled"] = "true" } };

    public ForumHost Host { get; }

    public HttpClient Client { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Client = Host.CreateClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>The same on servers.</summary>
    public sealed class OnServers() : DemoHost(Backend.Servers);
}
