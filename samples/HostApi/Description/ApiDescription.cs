using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace LearningStudio.HostApi.Description;

/// <summary>The OpenAPI document: every answer that an operation can give, with an example of each body.</summary>
internal static class ApiDescription
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    // What every operation can answer, and what every one that takes a body can.
    private static readonly int[] Always =
    [
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status503ServiceUnavailable,
        StatusCodes.Status504GatewayTimeout,
    ];

    private static readonly int[] WithBody =
    [
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType,
    ];

    /// <summary>What the description and its page are called.</summary>
    public const string Title = "Forum API";

    public static void AddApiDescription(this IServiceCollection services) =>
        services
            .AddSingleton<DescriptionText>()
            .AddOpenApi(
                DescriptionText.Name,
                options =>
                {
                    options.CreateSchemaReferenceId = SchemaNames.Find;
                    options.AddDocumentTransformer(
                        (document, _, _) =>
                        {
                            document.Info.Title = Title;
                            document.Info.Version = "v1";
                            document.Servers?.Clear();
                            return Task.CompletedTask;
                        }
                    );
                    options.AddOperationTransformer(DescribeAsync);
                    options.CreateSchemaReferenceId = SchemaNames.Find;
                }
            );

    private static async Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        JsonSerializerOptions json = context
            .ApplicationServices.GetRequiredService<IOptions<JsonOptions>>()
            .Value.SerializerOptions;
        operation.Responses ??= [];
        Type? body = context
            .Description.ParameterDescriptions.FirstOrDefault(p => p.Source == BindingSource.Body)
            ?.Type;
        foreach (int status in body is null ? Always : [.. Always, .. WithBody])
        {
            await AddProblemAsync(operation.Responses, status, context, cancellationToken);
        }

        if (body is not null && operation.RequestBody?.Content is { } sent)
        {
            Show(sent, Examples.Find(body, json));
        }

        foreach ((string status, IOpenApiResponse answer) in operation.Responses)
        {
            Show(answer.Content, ExampleOf(status, context.Description, json));
        }
    }

    private static async Task AddProblemAsync(
        OpenApiResponses answers,
        int status,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        OpenApiSchema schema = await context.GetOrCreateSchemaAsync(
            typeof(Microsoft.AspNetCore.Mvc.ProblemDetails),
            null,
            cancellationToken
        );
        answers.TryAdd(
            $"{status}",
            new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [Problem] = new() { Schema = schema },
                },
            }
        );
    }

    private static JsonNode? ExampleOf(
        string status,
        Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription description,
        JsonSerializerOptions json
    )
    {
        int code = int.Parse(status, provider: null);
        Type? type = description.SupportedResponseTypes.FirstOrDefault(answer => answer.StatusCode == code)?.Type;
        return code >= StatusCodes.Status400BadRequest ? ProblemExamples.Create(code)
            : type is null || type == typeof(void) ? null
            : Examples.Find(type, json);
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, JsonNode? example)
    {
        foreach ((string type, OpenApiMediaType media) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (type is Json or Problem)
            {
                media.Example = example?.DeepClone();
            }
        }
    }
}
