using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Http;

/// <summary>Takes a client's address and scheme from the configured proxies, and from nobody else.</summary>
internal static class Proxies
{
    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<ProxyOptions>()
            .Bind(configuration.GetSection(ProxyOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxyOptions>>(
                (forwarded, proxies) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    forwarded.ForwardLimit = proxies.Value.ForwardLimit;
                    forwarded.KnownProxies.Clear();
                    forwarded.KnownIPNetworks.Clear();
                    foreach (string proxy in proxies.Value.KnownProxies)
                    {
                        forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
                    }

                    foreach (string network in proxies.Value.KnownNetworks)
                    {
                        forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
                    }
                }
            );
    }

    public static void UseProxies(this WebApplication app)
    {
        // Without a known proxy ASP.NET Core would believe everybody.
        if (ProxyOptions.AreNamed(app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value))
        {
            app.UseForwardedHeaders();
        }
    }
}
