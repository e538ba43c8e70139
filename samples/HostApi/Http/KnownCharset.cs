using Microsoft.Net.Http.Headers;

namespace LearningStudio.HostApi.Http;

/// <summary>
/// Refuses a body in an encoding that nobody knows, on which the framework's own reader would fail, as it would on a known
/// one in quotes, which is allowed.
/// </summary>
internal sealed class KnownCharset(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (
            MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            && type.Charset.Length > 0
        )
        {
            type.Charset = HeaderUtilities.RemoveQuotes(type.Charset);
            if (type.Encoding is null)
            {
                throw new BadHttpRequestException(
                    "The charset of the body is not known: use utf-8.",
                    StatusCodes.Status415UnsupportedMediaType
                );
            }

            context.Request.ContentType = type.ToString();
        }

        return next(context);
    }
}
