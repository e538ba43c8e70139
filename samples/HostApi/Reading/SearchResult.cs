using LearningStudio.HostApi.Reading;
using LearningStudio.Repositories.Reading;

namespace HostApi.Reading;

/// <summary>A page of hits; a page that is not full is the last.</summary>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Items, int Page, int PageSize);
