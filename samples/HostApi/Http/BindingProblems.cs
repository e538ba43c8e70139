using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace LearningStudio.HostApi.Http;

/// <summary>Names the route and query parameters of a request that are missing or not of their type.</summary>
internal static class BindingProblems
{
    /// <summary>Adds the names to a problem that the framework leaves without them, in the spelling of the request.</summary>
    public static void Describe(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is HttpValidationProblemDetails { Errors: { } invalid } validation)
        {
            validation.Errors = invalid.ToDictionary(
                error => JsonNamingPolicy.CamelCase.ConvertName(error.Key),
                error => error.Value,
                StringComparer.Ordinal
            );
        }
        else if (
            context.ProblemDetails.Status == StatusCodes.Status400BadRequest
            && !context.ProblemDetails.Extensions.ContainsKey("errors")
        )
        {
            context.ProblemDetails.Title = "A parameter is missing or not of its type.";
            context.ProblemDetails.Extensions["errors"] = Errors(context);
        }
    }

    private static Dictionary<string, string[]> Errors(ProblemDetailsContext context)
    {
        if (context.Exception is BadHttpRequestException { InnerException: JsonException json })
        {
            return InBody(json);
        }

        Dictionary<string, string[]> errors = Find(context.HttpContext);
        if (errors.Count == 0)
        {
            errors.Add("$", ["A body of JSON is missing, or the request cannot be read."]);
        }

        return errors;
    }

    // The path of the field, "$.body" for example; "$" alone where the whole is no JSON object.
    private static Dictionary<string, string[]> InBody(JsonException exception)
    {
        string path = exception.Path is { Length: > 2 } inner ? inner[2..] : "$";
        string error = string.Create(
            CultureInfo.InvariantCulture,
            $"Not JSON of the type expected here: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."
        );
        return new Dictionary<string, string[]>(StringComparer.Ordinal) { [path] = [error] };
    }

    private static Dictionary<string, string[]> Find(HttpContext context)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        // Where an exception is handled, the feature keeps what the request no longer has.
        IExceptionHandlerFeature? handled = context.Features.Get<IExceptionHandlerFeature>();
        RouteValueDictionary route = handled?.RouteValues ?? context.Request.RouteValues;
        IReadOnlyList<IParameterBindingMetadata> parameters =
            (handled?.Endpoint ?? context.GetEndpoint())?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            ?? [];
        foreach (IParameterBindingMetadata parameter in parameters)
        {
            if (Error(route, context.Request.Query, parameter) is { } error)
            {
                errors[parameter.Name] = [error];
            }
        }

        return errors;
    }

    private static string? Error(
        RouteValueDictionary route,
        IQueryCollection query,
        IParameterBindingMetadata parameter
    )
    {
        Type type = parameter.ParameterInfo.ParameterType;
        if (!parameter.HasTryParse && type != typeof(string))
        {
            return null;
        }

        string? text = route[parameter.Name]?.ToString() ?? query[parameter.Name];
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
