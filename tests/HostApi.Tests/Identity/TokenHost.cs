using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Identity;

/// <summary>A host with the demo forum that takes the tests' tokens.</summary>
public sealed class TokenHost : IAsyncLifetime
{
    public ForumHost Host { get; } = Create();

    public static ForumHost Create(
        string environment = "Development",
        Action<IServiceCollection>? services = null,
        params (string Key, string Value)[] settings
    )
    {
        ForumHost host = new()
        {
            Environment = environment,
            HasDemo = true,
            MoreServices = services,
        };
        host.Settings["RateLimits:Enabled"] = "false";
        // By the host's clock, which nobody moves.
        host.Settings["Shutdown:Delay"] = "00:00:00";
        foreach ((string key, string? value) in Token.Settings)
        {
            host.Settings[key] = value;
        }

        foreach ((string key, string value) in settings)
        {
            host.Settings[key] = value;
        }

        return host;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
