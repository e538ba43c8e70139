using System.Reflection;

namespace LearningStudio.QueryBudgets.AspNetCore;

// Rule: ASP.NET Core's types are named by constants, which the trimmer follows: this package is of use without it. A name is
//   made of what the application's author wrote, and of a method out of a fixed list: a client chooses neither.
// Source: http.request.method, OpenTelemetry's semantic conventions.
internal static class HttpRequests
{
    private const string Abstractions = "Microsoft.AspNetCore.Http.Abstractions";
    private const string OtherMethod = "_OTHER";

    private static readonly string[] Methods =
    [
        "CONNECT",
        "DELETE",
        "GET",
        "HEAD",
        "OPTIONS",
        "PATCH",
        "POST",
        "PUT",
        "TRACE",
    ];

    private static readonly PropertyInfo? Request = Type.GetType(
            $"Microsoft.AspNetCore.Http.HttpContext, {Abstractions}"
        )
        ?.GetProperty("Request");

    private static readonly PropertyInfo? Method = Type.GetType(
            $"Microsoft.AspNetCore.Http.HttpRequest, {Abstractions}"
        )
        ?.GetProperty("Method");

    private static readonly MethodInfo? Endpoint = Type.GetType(
            $"Microsoft.AspNetCore.Http.EndpointHttpContextExtensions, {Abstractions}"
        )
        ?.GetMethod("GetEndpoint");

    private static readonly PropertyInfo? Pattern = Type.GetType(
            "Microsoft.AspNetCore.Routing.RouteEndpoint, Microsoft.AspNetCore.Routing"
        )
        ?.GetProperty("RoutePattern");

    private static readonly PropertyInfo? RawText = Type.GetType(
            "Microsoft.AspNetCore.Routing.Patterns.RoutePattern, Microsoft.AspNetCore.Routing"
        )
        ?.GetProperty("RawText");

    /// <summary>A request's method and route pattern, such as <c>GET /topics/{id}</c>; null if no route was matched.</summary>
    public static string? RouteOf(object context)
    {
        object? endpoint = IsContext(context) ? Endpoint?.Invoke(obj: null, [context]) : null;
        if (endpoint is null || Pattern?.DeclaringType?.IsInstanceOfType(endpoint) != true)
        {
            return null;
        }

        object? pattern = Pattern.GetValue(endpoint);
        object? route = pattern is null ? null : RawText?.GetValue(pattern);
        return route is string text ? $"{MethodOf(context)} {text}" : null;
    }

    /// <summary>A request's method in capitals, or <c>_OTHER</c> for one that is not well known.</summary>
    public static string MethodOf(object context)
    {
        object? request = IsContext(context) ? Request!.GetValue(context) : null;
        string? method = request is null ? null : Method?.GetValue(request) as string;
        return Array.Find(Methods, known => known.Equals(method, StringComparison.OrdinalIgnoreCase)) ?? OtherMethod;
    }

    private static bool IsContext(object context) => Request?.DeclaringType?.IsInstanceOfType(context) == true;
}
