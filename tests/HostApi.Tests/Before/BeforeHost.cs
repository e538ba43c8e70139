using System.Globalization;
using System.Text.Json.Nodes;
using LearningStudio.BeforeApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Before;

/// <summary>The demo forum behind the sample host, and behind the old services with the same clock.</summary>
public class BeforeHost : IAsyncLifetime
{
    public BeforeHost()
        : this(Backend.Embedded) { }

    protected BeforeHost(Backend backend) => After = new(backend) { Settings = { ["Demo:Enabled"] = "true" } };

    public ForumHost After { get; }

    public HttpClient AfterClient { get; private set; } = null!;

    public HttpClient BeforeClient { get; private set; } = null!;

    private WebApplication? _before;

    public async Task InitializeAsync()
    {
        AfterClient = After.CreateClient();
        _before = BeforeApplication.Build([], Configure);
        await _before.StartAsync();
        BeforeClient = _before.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        if (_before is not null)
        {
            await _before.DisposeAsync();
        }

        await After.DisposeAsync();
    }

    /// <summary>What the old services answer, and the statements that it took.</summary>
    public async Task<(JsonNode Answer, int Statements)> BeforeAsync(string address)
    {
        using HttpResponseMessage answer = await BeforeClient.GetAsync(Address(address));
        return (
            await answer.ReadAsync(StatusCodes.Status200OK),
            int.Parse(answer.Headers.GetValues("X-Statement-Count").Single(), CultureInfo.InvariantCulture)
        );
    }

    /// <summary>What the new host answers.</summary>
    public async Task<JsonNode> AfterAsync(string address)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            Address(address.Replace("plain=true", "", StringComparison.Ordinal))
        );
        if (address.StartsWith("moderation", StringComparison.Ordinal))
        {
            request.Headers.Add("Authorization", "Demo demo9");
        }

        using HttpResponseMessage answer = await AfterClient.SendAsync(request);
        return await answer.ReadAsync(StatusCodes.Status200OK);
    }

    private static Uri Address(string address) => new("/api/v1/" + address, UriKind.Relative);

    private void Configure(WebApplicationBuilder builder)
    {
        IConfiguration settings = After.Get<IConfiguration>();
        builder.WebHost.UseTestServer();
        builder.Configuration["Sqlite"] = settings["Repositories:Sqlite"];
        builder.Configuration["PostgreSql"] = settings["Repositories:PostgreSql"];
        builder.Services.AddSingleton<TimeProvider>(After.Clock);
    }

    /// <summary>The same on servers.</summary>
    public sealed class OnServers() : BeforeHost(Backend.Servers);
}
