using DbUp.Engine;

namespace LearningStudio.Repositories.Schema;

/// <summary>
/// Leaves out of a migration what is about reviews, where there are none: their tables were this package's once, and are
/// another one's now.
/// </summary>
internal sealed class PartForReviews(bool hasReviews) : IScriptPreprocessor
{
    private const string Begin = "-- Where there are reviews:";

    public string Process(string contents)
    {
        int begin = contents.IndexOf(Begin, StringComparison.Ordinal);
        return hasReviews || begin < 0 ? contents : contents[..begin];
    }
}
