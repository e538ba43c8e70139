using LearningStudio.HostApi.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Dashboard;

/// <summary>Serves the operator's page. It holds no figures: its scripts ask for them with the operator's credentials.</summary>
internal static class DashboardExtensions
{
    private const string Page = "index.html";

    public static void MapDashboard(this WebApplication app)
    {
        Dictionary<string, DashboardFile> files = DashboardFile.ReadAll();
        RouteGroupBuilder dashboard = app.MapGroup("/dashboard")
            .WithSecurityHeadersPolicy(PagePolicies.Page)
            .ExcludeFromDescription();
        dashboard.MapGet("/", (HttpContext context) => Find(files, Page, context));
        dashboard.MapGet("/{file}", (string file, HttpContext context) => Find(files, file, context));
    }

    private static Results<FileContentHttpResult, NotFound> Find(
        Dictionary<string, DashboardFile> files,
        string name,
        HttpContext context
    )
    {
        if (!files.TryGetValue(name, out DashboardFile? file))
        {
            return TypedResults.NotFound();
        }

        // Kept, but asked for anew each time: a new version of the host is seen at once.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(file.Content, file.MediaType, entityTag: file.Tag);
    }
}
