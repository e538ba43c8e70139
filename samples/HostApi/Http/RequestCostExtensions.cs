namespace LearningStudio.HostApi.Http;

internal static class RequestCostExtensions
{
    /// <summary>Makes each request of an endpoint cost several tokens of the rate limit.</summary>
    public static TBuilder Costs<TBuilder>(this TBuilder endpoint, int tokens)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestCost(tokens));

    /// <summary>Limits the requests of an endpoint apart from all other reads.</summary>
    public static TBuilder IsMonitoring<TBuilder>(this TBuilder endpoint, int tokens = 1)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestCost(tokens, IsMonitoring: true));
}
