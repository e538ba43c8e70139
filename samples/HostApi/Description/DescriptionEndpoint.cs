using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Description;

internal static class DescriptionEndpoint
{
    public static void MapApiDescription(this WebApplication app) =>
        app.MapGet($"/openapi/{DescriptionText.Name}.json", AnswerAsync).ExcludeFromDescription();

    private static async Task<FileContentHttpResult> AnswerAsync(
        DescriptionText text,
        CancellationToken cancellationToken
    )
    {
        (byte[] content, var tag) = await text.ReadAsync(cancellationToken);
        return TypedResults.Bytes(content, "application/json; charset=utf-8", entityTag: tag);
    }
}
