namespace LearningStudio.HostApi.Identity;

/// <summary>Where something was refused, and to which account, if that is known.</summary>
internal readonly record struct Occurrence(string Route, long? AccountId)
{
    public string Account => AccountId is { } id ? $"{id}" : "unknown";

    public static Occurrence Create(HttpContext context, long? accountId) =>
        new((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none", accountId);
}
