namespace LearningStudio.HostApi.Http;

internal static class CacheableEndpoints
{
    /// <summary>Has answers bear an entity tag, and 304 answer who has them.</summary>
    public static RouteHandlerBuilder Cacheable(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new CacheableMetadata()).Produces(StatusCodes.Status304NotModified);
}
