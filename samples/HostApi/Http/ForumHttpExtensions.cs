using System.Text.Json;
using System.Text.Json.Serialization;
using LearningStudio.HostApi.Description;
using LearningStudio.HostApi.Identity;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection.Extensions;
using BadRequest = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace LearningStudio.HostApi.Http;

/// <summary>What every endpoint shares: problem details, validation, the OpenAPI document, cost headers.</summary>
internal static class ForumHttpExtensions
{
    public static void AddForumHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProtection(configuration);
        services.Replace(ServiceDescriptor.Singleton<HybridCache, CountingHybridCache>());
        services.AddHostedService<CacheResultListener>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = BindingProblems.Describe);
        services.AddExceptionHandler<DatabaseOutage>();
        services.AddValidation();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddApiDescription();
        // Thrown, so that a body's error can be named; reported to the client alone, since its text repeats what was sent.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<ExceptionHandlerOptions>(options =>
        {
            options.StatusCodeSelector = exception =>
                exception is BadRequest bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            options.SuppressDiagnosticsCallback = context =>
                context.Exception is BadRequest || DatabaseOutage.Is(context.Exception);
        });
    }

    public static void UseForumHttp(this WebApplication app)
    {
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseRouting();
        app.UseMiddleware<CostHeaders>();
        app.UseMiddleware<NoStore>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRequestTimeouts();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<ForbiddenAnswers>();
        app.UseAuthorization();
        app.UseMiddleware<KnownCharset>();
        app.UseMiddleware<EntityTags>();
    }
}
