using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Reading;

/// <summary>A page of hits; a page that is not full is the last.</summary>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Items, int Page, int PageSize);
