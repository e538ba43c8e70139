namespace LearningStudio.Caching.Fills;

/// <summary>Makes a further read for callers who joined a fill whose value may be too old for them.</summary>
internal interface IReadAgain
{
    Task<Filled<T>> ReadAgainAsync<T>(FillRequest<T> request, CancellationToken cancellationToken);
}
