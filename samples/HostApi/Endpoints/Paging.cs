using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>The query parameters <c>page</c> and <c>page_size</c> of a list; both may be left out.</summary>
internal static class Paging
{
    public const int DefaultSize = 20;
    public const string PageText = "Which page, from 1.";
    public const string SizeText = "How many items a page holds; 20 by default.";

    public static PageRequest Request(int? page, int? pageSize) => new(page ?? 1, pageSize ?? DefaultSize);
}
