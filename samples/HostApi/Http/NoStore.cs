using Microsoft.Net.Http.Headers;

namespace LearningStudio.HostApi.Http;

/// <summary>Keeps the answers of endpoints marked by <see cref="NoStoreMetadata"/>, refusals included, out of every cache.</summary>
internal sealed class NoStore(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NoStoreMetadata>() is not null)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[HeaderNames.CacheControl] = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
