using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Reading;

/// <summary>A page of a list.</summary>
/// <param name="Items">What stands on the page; empty past the last one.</param>
/// <param name="Page">Its number, from 1.</param>
/// <param name="PageSize">How many items a page holds.</param>
/// <param name="Total">How many items there are on all pages.</param>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total)
{
    public PageOf(IReadOnlyList<T> items, PageRequest request, int total)
        : this(items, request.Number, request.Size, total) { }
}
