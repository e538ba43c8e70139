using System.Globalization;
using System.Text.Json.Serialization;
using Dapper;
using LearningStudio.BeforeApi.Forums;
using LearningStudio.BeforeApi.Moderation;
using LearningStudio.BeforeApi.Posting;
using LearningStudio.QueryBudgets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.BeforeApi;

/// <summary>
/// The endpoints of the sample host as the old services answered them, statement by statement, on the same tables.
/// Settings: <c>Sqlite</c> or <c>PostgreSql</c>, a connection string.
/// </summary>
public static class BeforeApplication
{
    /// <param name="args">Settings as arguments.</param>
    /// <param name="configure">Changes the services; a test sets the clock.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Dapper's own mapping of a type goes before a handler.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new MomentHandler());
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OldDatabase>();
        builder.Services.AddSingleton<ProcessCache>();
        builder.Services.AddSingleton<ForumListService>();
        builder.Services.AddSingleton<TopicService>();
        builder.Services.AddSingleton<UserStatisticsService>();
        builder.Services.AddSingleton<QueueService>();
        builder.Services.AddSingleton<AnalyticsService>();
        builder.Services.AddSingleton<PostService>();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter())
        );
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.Use(CountAsync);
        Map(app.MapGroup("/api/v1"));
        app.MapGet("/health/ready", () => "ready");
        return app;
    }

    private static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/forums", (ForumListService forums) => forums.ListAsync());
        api.MapGet(
            "/forums/{id}/topics",
            async (long id, int? page, int? page_size, TopicService topics) =>
                OrNotFound(await topics.ListAsync(id, page ?? 1, page_size ?? TopicService.PageSize))
        );
        api.MapGet(
            "/topics/{id}",
            async (long id, int? page, int? page_size, bool? plain, TopicService topics) =>
                OrNotFound(await topics.ReadAsync(id, page ?? 1, page_size ?? TopicService.PageSize, plain ?? false))
        );
        api.MapGet("/users/{id}/stats", (long id, UserStatisticsService users) => users.ReadAsync(id));
        api.MapGet("/moderation/queue", (int? page, QueueService queue) => queue.ReadAsync(page ?? 1));
        api.MapGet("/moderation/analytics", (AnalyticsService analytics) => analytics.ReadAsync());
        api.MapPost(
            "/topics/{id}/posts",
            async (long id, PostText post, HttpRequest request, PostService posts) =>
                TypedResults.Json(
                    await posts.AddAsync(id, request.Headers.Authorization.ToString(), post.Body),
                    statusCode: StatusCodes.Status201Created
                )
        );
    }

    private static Results<Ok<T>, NotFound> OrNotFound<T>(T? answer)
        where T : class => answer is null ? TypedResults.NotFound() : TypedResults.Ok(answer);

    private static async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        using QueryScope scope = QueryScope.Begin();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Statement-Count"] = scope.StatementCount.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        await next(context);
    }
}
