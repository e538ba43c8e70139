using Microsoft.Net.Http.Headers;

namespace LearningStudio.HostApi.Http;

/// <summary>Refuses a body in an encoding that nobody knows, on which the framework's own reader would fail.</summary>
internal sealed class KnownCharset(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
        && type.Charset.Length > 0
        && Unquoted(type).Encoding is null
            ? throw new BadHttpRequestException(
                "The charset of the body is not known: use utf-8.",
                StatusCodes.Status415UnsupportedMediaType
            )
            : next(context);

    private static MediaTypeHeaderValue Unquoted(MediaTypeHeaderValue type) =>
        new(type.MediaType) { Charset = HeaderUtilities.RemoveQuotes(type.Charset) };
}
