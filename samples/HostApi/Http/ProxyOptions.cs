using System.ComponentModel.DataAnnotations;
using System.Net;

namespace LearningStudio.HostApi.Http;

/// <summary>The proxies before the host: they alone may say, in X-Forwarded-For and X-Forwarded-Proto, whom they forward.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    public const string Section = "ForwardedHeaders";

    /// <summary>IP addresses; none by default.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Networks of proxies in CIDR notation, such as 10.0.0.0/24; none by default.</summary>
    public IList<string> KnownNetworks { get; } = [];

    /// <summary>How many proxies a request passes at most; 1 to 10.</summary>
    [Range(1, 10)]
    public int ForwardLimit { get; set; } = 1;

    /// <summary>Whether there are any.</summary>
    public static bool AreNamed(ProxyOptions options) => options.KnownProxies.Count + options.KnownNetworks.Count > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KnownProxies.Any(proxy => !IPAddress.TryParse(proxy, out _)))
        {
            yield return new ValidationResult("Each entry must be an IP address.", [nameof(KnownProxies)]);
        }

        if (KnownNetworks.Any(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return new ValidationResult(
                "Each entry must be a network such as 10.0.0.0/24.",
                [nameof(KnownNetworks)]
            );
        }
    }
}
