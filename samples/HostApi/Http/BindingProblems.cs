using System.ComponentModel;
using Microsoft.AspNetCore.Http.Metadata;

namespace LearningStudio.HostApi.Http;

/// <summary>Names the route and query parameters of a request that are missing or not of their type.</summary>
internal static class BindingProblems
{
    /// <summary>Adds the names to a problem that the framework leaves without them.</summary>
    public static void Describe(ProblemDetailsContext context)
    {
        if (
            context.ProblemDetails.Status != StatusCodes.Status400BadRequest
            || context.ProblemDetails.Extensions.ContainsKey("errors")
        )
        {
            return;
        }

        Dictionary<string, string[]> errors = Find(context.HttpContext);
        if (errors.Count > 0)
        {
            context.ProblemDetails.Title = "A parameter is missing or not of its type.";
            context.ProblemDetails.Extensions["errors"] = errors;
        }
    }

    private static Dictionary<string, string[]> Find(HttpContext context)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        IReadOnlyList<IParameterBindingMetadata> parameters =
            context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [];
        foreach (IParameterBindingMetadata parameter in parameters)
        {
            if (Error(context.Request, parameter) is { } error)
            {
                errors[parameter.Name] = [error];
            }
        }

        return errors;
    }

    private static string? Error(HttpRequest request, IParameterBindingMetadata parameter)
    {
        Type type = parameter.ParameterInfo.ParameterType;
        if (!parameter.HasTryParse && type != typeof(string))
        {
            return null;
        }

        string? text = request.RouteValues[parameter.Name]?.ToString() ?? request.Query[parameter.Name];
        if (text is null)
        {
            return parameter.IsOptional ? null : "The value is missing.";
        }

        return TypeDescriptor.GetConverter(type).IsValid(text)
            ? null
            : $"The value must be {Name(Nullable.GetUnderlyingType(type) ?? type)}.";
    }

    private static string Name(Type type) =>
        type == typeof(int) || type == typeof(long) ? "a whole number within its range" : $"of type {type.Name}";
}
