using LearningStudio.Caching;
using LearningStudio.HostApi.Adapters;
using LearningStudio.HostApi.Demo;
using LearningStudio.HostApi.Endpoints;
using LearningStudio.HostApi.Export;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Import;
using LearningStudio.HostApi.Rules;
using LearningStudio.HostApi.Seed;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Scalar.AspNetCore;
using Spectre.Console;

WebApplicationBuilder builder = WebApplication.CreateBuilder(CommandLine.SettingsOf(args));

builder.Services.AddLearningStudioCaching(builder.Configuration.GetSection("Caching"));
builder.Services.AddLearningStudioCaching(cache =>
    cache.Redis.Configuration ??= builder.Configuration["Redis"] ?? builder.Configuration["REDIS_URL"]
);
builder.Services.AddLearningStudioRepositories(builder.Configuration.GetSection("Repositories"));
builder.Services.AddLearningStudioRepositories(forum =>
    forum.Sqlite ??= forum.PostgreSql is null ? "Data Source=App_Data/forum.db" : null
);
builder.Services.AddLearningStudioModeration(builder.Configuration.GetSection("Moderation"));
builder.Services.AddLearningStudioStatistics(builder.Configuration.GetSection("Statistics"));

builder.Services.AddSingleton<IForumStatisticsSource, RepositoryStatisticsSource>();
builder.Services.AddSingleton<IPostHistory, RepositoryPostHistory>();
builder.Services.AddSingleton<IReviewQueue, RepositoryReviewQueue>();
builder.Services.AddSingleton<IFingerprintStore, RepositoryFingerprintStore>();
builder.Services.AddSingleton<IPostTexts, RepositoryPostTexts>();
builder.Services.AddHostedService<FingerprintExpiry>();
builder.Services.AddHostedService<ReviewUpkeep>();
builder.Services.AddSingleton<IForumEventHandler, CacheInvalidation>();
builder.Services.AddSingleton<CachedForum>();
builder.Services.AddSingleton<ForumWriter>();
builder.Services.AddSingleton<ReviewWriter>();
builder.Services.AddSingleton<OpenTargets>();
builder.Services.AddSingleton<ReviewDesk>();
builder.Services.AddForumHttp();
builder.Services.AddObservation();
builder.Services.AddForumIdentity(builder.Environment);

await using WebApplication app = builder.Build();

if (args is ["import", .. string[] arguments])
{
    return await app.Services.ImportAsync(arguments, AnsiConsole.Console, app.Lifetime.ApplicationStopping);
}

if (args is ["export", .. string[] target])
{
    return await app.Services.ExportAsync(target, AnsiConsole.Console, app.Lifetime.ApplicationStopping);
}

if (args is ["seed", .. string[] size])
{
    return await app.Services.SeedAsync(size, AnsiConsole.Console, app.Lifetime.ApplicationStopping);
}

if (args is ["lint", ..])
{
    return app.Services.Lint(AnsiConsole.Console);
}

await app.Services.PrepareForumAsync(app.Lifetime.ApplicationStopping);

app.UseForumHttp();
app.UseMiddleware<KnownCharset>();
app.MapObservation();
app.MapOpenApi();
app.MapScalarApiReference("/docs", options => options.WithTitle("LearningStudio sample host"));
app.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();

RouteGroupBuilder api = app.MapGroup("/api/v1");
api.MapForums();
api.MapTopics();
api.MapUsers();
api.MapSearch();
api.MapStatistics();
api.MapWrites();
api.MapModeration();

await app.RunAsync();
return 0;
