using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearningStudio.HostApi.Http;

/// <summary>What every endpoint shares: problem details, validation, the OpenAPI document, cost headers.</summary>
internal static class ForumHttpExtensions
{
    // Longer than any valid request, so that an overlong parameter gets an answer that names it.
    private const int LongestRequestLine = 32 * 1024;

    public static void AddForumHttp(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<HybridCache, WitnessedCache>());
        services.AddProblemDetails(options => options.CustomizeProblemDetails = BindingProblems.Describe);
        services.AddValidation();
        services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict
        );
        services.AddOpenApi(
            "v1",
            options =>
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "LearningStudio sample host";
                        document.Info.Version = "v1";
                        document.Servers?.Clear();
                        return Task.CompletedTask;
                    }
                )
        );
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestLineSize = LongestRequestLine);
    }

    public static void UseForumHttp(this WebApplication app)
    {
        app.UseMiddleware<CostHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
    }
}
