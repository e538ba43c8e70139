using System.Reflection;

namespace LearningStudio.QueryBudgets.AspNetCore;

// Rule: ASP.NET Core's types are named by constants, which the trimmer follows: this package is of use without it.
internal static class HttpRequests
{
    private const string Abstractions = "Microsoft.AspNetCore.Http.Abstractions";

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
        object? endpoint =
            Request?.DeclaringType?.IsInstanceOfType(context) == true ? Endpoint?.Invoke(obj: null, [context]) : null;
        if (endpoint is null || Pattern?.DeclaringType?.IsInstanceOfType(endpoint) != true)
        {
            return null;
        }

        object? pattern = Pattern.GetValue(endpoint);
        object? route = pattern is null ? null : RawText?.GetValue(pattern);
        object? request = Request!.GetValue(context);
        return route is string text && request is not null ? $"{Method?.GetValue(request)} {text}" : null;
    }
}
