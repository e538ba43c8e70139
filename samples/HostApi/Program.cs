using LearningStudio.Caching;
using LearningStudio.HostApi.Adapters;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Dashboard;
using LearningStudio.HostApi.Demo;
using LearningStudio.HostApi.Description;
using LearningStudio.HostApi.Endpoints;
using LearningStudio.HostApi.Export;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Import;
using LearningStudio.HostApi.Operations;
using LearningStudio.HostApi.Reviews;
using LearningStudio.HostApi.Rules;
using LearningStudio.HostApi.Seed;
using LearningStudio.HostApi.Warming;
using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Scalar.AspNetCore;
using Spectre.Console;

WebApplicationBuilder builder = WebApplication.CreateBuilder(CommandLine.SettingsOf(args));

builder.Services.Configure<HostOptions>(builder.Configuration.GetSection("HostOptions"));

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

builder.Services.AddAdapters();
builder.Services.AddSingleton<CachedForum>();
builder.Services.AddSingleton<CachedAnalytics>();
builder.Services.AddSingleton<PostStream>();
builder.Services.AddWriting();
builder.Services.AddWarming(builder.Configuration);
builder.Services.AddForumHttp(builder.Configuration);
builder.Services.AddTelemetry(builder.Configuration);
builder.AddForumIdentity();
builder.AddOperations();

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

if (args is ["grant-role", .. string[] grant])
{
    return await app.Services.GrantRoleAsync(grant, AnsiConsole.Console, app.Lifetime.ApplicationStopping);
}

if (args is ["set-subject", .. string[] binding])
{
    return await app.Services.SetSubjectAsync(binding, AnsiConsole.Console, app.Lifetime.ApplicationStopping);
}

await app.Services.PrepareForumAsync(app.Lifetime.ApplicationStopping);

app.UseForumHttp();
app.MapTelemetry();
app.MapApiDescription();
app.MapScalarApiReference("/docs", options => options.WithTitle(ApiDescription.Title))
    .WithSecurityHeadersPolicy(PagePolicies.Reference);
app.MapDashboard();
app.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();

RouteGroupBuilder api = app.MapGroup("/api/v1");
api.MapForums();
api.MapTopics();
api.MapUsers();
api.MapSearch();
api.MapStatistics();
api.MapWrites();
api.MapReports();
api.MapModeration();
api.MapOperations();
api.MapAudit();

await app.RunAsync();
return 0;
