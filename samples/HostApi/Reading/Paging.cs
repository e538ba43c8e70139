using LearningStudio.HostApi.Http;
using LearningStudio.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reading;

/// <summary>The query parameters <c>page</c> and <c>page_size</c> of a list; both may be left out.</summary>
internal static class Paging
{
    public const int DefaultSize = 20;
    public const string PageText = "Which page, from 1.";
    public const string SizeText =
        "How many items a page holds, from 1 to 100; 20 by default. Without an account one of 1, 2, 3, 5, 10, 20, 25, 50, 100.";

    // Anonymous answers are cached: with any size, one list would be there a hundred times.
    private static readonly int[] AnonymousSizes = [1, 2, 3, 5, 10, DefaultSize, 25, 50, PageRequest.MaxSize];
    private static readonly string AnonymousError =
        $"Without an account, the value must be one of {string.Join(", ", AnonymousSizes)}.";

    public static PageRequest Request(int? page, int? pageSize) => new(page ?? 1, pageSize ?? DefaultSize);

    /// <summary>What is answered to a reader who may not choose this size; null to one who may.</summary>
    public static ProblemHttpResult? Refuse(int? pageSize, Viewer? viewer) =>
        viewer is null && pageSize is { } size && !AnonymousSizes.Contains(size)
            ? Problems.Invalid("page_size", AnonymousError)
            : null;
}
