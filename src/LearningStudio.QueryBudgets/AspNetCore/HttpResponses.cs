using System.Reflection;

namespace LearningStudio.QueryBudgets.AspNetCore;

// Rule: as HttpRequests, by names that the trimmer follows. What the server answers decides, not what the client asks for.
internal static class HttpResponses
{
    private const string Abstractions = "Microsoft.AspNetCore.Http.Abstractions";
    private const int SwitchingProtocols = 101;
    private static readonly string[] Streams = ["text/event-stream", "application/grpc"];

    private static readonly PropertyInfo? Response = Type.GetType(
            $"Microsoft.AspNetCore.Http.HttpContext, {Abstractions}"
        )
        ?.GetProperty("Response");

    private static readonly PropertyInfo? StatusCode = Type.GetType(
            $"Microsoft.AspNetCore.Http.HttpResponse, {Abstractions}"
        )
        ?.GetProperty("StatusCode");

    private static readonly PropertyInfo? ContentType = Type.GetType(
            $"Microsoft.AspNetCore.Http.HttpResponse, {Abstractions}"
        )
        ?.GetProperty("ContentType");

    private static readonly MethodInfo? Starting = Type.GetType(
            $"Microsoft.AspNetCore.Http.HttpResponse, {Abstractions}"
        )
        ?.GetMethod("OnStarting", [typeof(Func<object, Task>), typeof(object)]);

    /// <summary>Has a response call back when its status and headers are about to be sent.</summary>
    public static void OnStarting(object context, Func<object, Task> callback)
    {
        if (ResponseOf(context) is { } response)
        {
            Starting?.Invoke(response, [callback, context]);
        }
    }

    /// <summary>
    /// Whether a response goes on for as long as client and server talk: an upgraded connection, a tunnel (WebSockets over
    /// HTTP/2), Server-Sent Events or gRPC.
    /// </summary>
    public static bool IsConversation(object context)
    {
        if (ResponseOf(context) is not { } response)
        {
            return false;
        }

        int status = StatusCode?.GetValue(response) as int? ?? 0;
        string type = ContentType?.GetValue(response) as string ?? "";
        return status == SwitchingProtocols
            || (status is >= 200 and < 300 && HttpRequests.MethodOf(context) is "CONNECT")
            || Array.Exists(Streams, stream => type.StartsWith(stream, StringComparison.OrdinalIgnoreCase));
    }

    private static object? ResponseOf(object context) =>
        Response?.DeclaringType?.IsInstanceOfType(context) == true ? Response.GetValue(context) : null;
}
