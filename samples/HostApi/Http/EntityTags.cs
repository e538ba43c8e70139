using System.IO.Hashing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LearningStudio.HostApi.Http;

/// <summary>
/// Gives answers of endpoints marked by <see cref="CacheableMetadata"/> an entity tag, and answers 304 to a client that
/// has the same answer (RFC 9110, 13.1.2). Clients may keep an answer but ask each time whether it still holds.
/// </summary>
internal sealed class EntityTags(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CacheableMetadata>() is null)
        {
            await next(context);
            return;
        }

        // The tag stands before the body, so the body is made first; it is a page, never a big list.
        Stream body = context.Response.Body;
        using var made = new MemoryStream();
        context.Response.Body = made;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        ReadOnlyMemory<byte> content = made.GetBuffer().AsMemory(0, (int)made.Length);
        if (context.Response.StatusCode == StatusCodes.Status200OK && IsKnown(context, content.Span))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.ContentType = null;
            return;
        }

        context.Response.ContentLength = content.Length;
        await body.WriteAsync(content, context.RequestAborted);
    }

    private static bool IsKnown(HttpContext context, ReadOnlySpan<byte> content)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(XxHash128.Hash(content))}\"");
        IHeaderDictionary headers = context.Response.Headers;
        bool isAnonymous = context.User.Identity?.IsAuthenticated != true;
        headers.ETag = tag.ToString();
        headers.CacheControl = isAnonymous ? "public, no-cache" : "private, no-cache";
        headers.Vary = StringValues.Concat(headers.Vary, HeaderNames.Authorization);
        IList<EntityTagHeaderValue> known = context.Request.GetTypedHeaders().IfNoneMatch;
        return known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
    }
}
