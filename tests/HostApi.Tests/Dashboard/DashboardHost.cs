namespace LearningStudio.HostApi.Tests.Dashboard;

/// <summary>A host of the demo forum that a browser can reach.</summary>
public sealed class DashboardHost : IAsyncDisposable
{
    public DashboardHost()
    {
        Address = Forum.Listen();
        Client = new HttpClient { BaseAddress = Address };
    }

    public ForumHost Forum { get; } = new() { Settings = { ["Demo:Enabled"] = "true" } };

    public Uri Address { get; }

    /// <summary>Asks the host as anybody may.</summary>
    public HttpClient Client { get; }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Forum.DisposeAsync();
    }
}
