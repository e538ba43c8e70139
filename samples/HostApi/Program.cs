using LearningStudio.Caching;
using LearningStudio.HostApi.Adapters;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Cache;
using LearningStudio.HostApi.Commands;
using LearningStudio.HostApi.Dashboard;
using LearningStudio.HostApi.Description;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Maintenance;
using LearningStudio.HostApi.Operations;
using LearningStudio.HostApi.Reading;
using LearningStudio.HostApi.Reviews;
using LearningStudio.HostApi.Settings;
using LearningStudio.HostApi.Startup;
using LearningStudio.HostApi.Warming;
using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation;
using LearningStudio.QueryBudgets;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Scalar.AspNetCore;
using Spectre.Console;

const int NoDatabase = 1;
const int WrongSettings = 2;

HostCommandLine commandLine = HostCommandLine.Parse(args);
if (await commandLine.RunWithoutHostAsync(AnsiConsole.Console) is { } exitCode)
{
    return exitCode;
}

WebApplicationBuilder builder = WebApplication.CreateBuilder([.. commandLine.Settings]);

builder.Services.Configure<HostOptions>(builder.Configuration.BindHostOptions);

builder.Services.AddLearningStudioCaching(builder.Configuration.GetSection("Caching"));
builder.Services.Configure<VersionedCacheOptions>(cache =>
    cache.Redis.Configuration ??= builder.Configuration["Redis"] ?? builder.Configuration["REDIS_URL"]
);
builder.Services.AddLearningStudioRepositories(builder.Configuration.GetSection("Repositories"));
if (builder.Environment.IsDevelopment())
{
    builder.Services.Configure<ForumRepositoriesOptions>(forum =>
        forum.Sqlite = string.IsNullOrEmpty(forum.Sqlite + forum.PostgreSql)
            ? "Data Source=App_Data/forum.db"
            : forum.Sqlite
    );
}

builder.Services.AddLearningStudioModeration(builder.Configuration.GetSection("Moderation"));
builder.Services.AddLearningStudioStatistics(builder.Configuration.GetSection("Statistics"));
builder.Services.AddLearningStudioQueryBudgets();

builder.Services.AddAdapters();
builder.Services.AddForumCache();
builder.Services.AddMaintenance();
builder.Services.AddSingleton<AuditTrail>();
builder.Services.AddSingleton<PostStream>();
builder.Services.AddWriting();
builder.Services.AddReviews();
builder.Services.AddWarming(builder.Configuration);
builder.Services.AddForumHttp(builder.Configuration);
builder.Services.AddTelemetry(builder.Configuration);
builder.AddForumIdentity();
builder.AddOperations();

await using WebApplication app = builder.Build();

if (!app.MayStart(commandLine.CommandName))
{
    return WrongSettings;
}

CancellationToken stopping = app.Lifetime.ApplicationStopping;
if (commandLine.CommandName is not null)
{
    return await commandLine.RunAsync(app.Services, AnsiConsole.Console, stopping);
}

if (!await app.Services.TryPrepareForumAsync(stopping))
{
    return NoDatabase;
}

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
