namespace LearningStudio.Moderation.Duplicates;

/// <summary>
/// Near-duplicate detection by fingerprints. The classic rule of <see cref="TriggerOptions.DuplicateSimilarity"/> does not
/// depend on it.
/// </summary>
public sealed class DuplicateOptions
{
    /// <summary>Whether <see cref="PostModerator"/> looks for copies of earlier posts.</summary>
    /// <value>False: the classic profile.</value>
    public bool Enabled { get; set; }

    /// <summary>From which similarity on a text is a duplicate, and joins the cluster of what it copies.</summary>
    /// <value>0.8; from 0.5 to 1, and not less than <see cref="Near"/>.</value>
    public double Duplicate { get; set; } = 0.8;

    /// <summary>From which similarity on a text is a near copy. Below 0.5 many are not found.</summary>
    /// <value>0.5; from 0.3 to 1.</value>
    public double Near { get; set; } = 0.5;

    /// <summary>
    /// How many posts that share a band are looked at, the newest by id: a guard against boilerplate, which thousands of
    /// otherwise different posts share.
    /// </summary>
    /// <value>50; from 1 to 1,000.</value>
    public int MaxBucket { get; set; } = 50;

    /// <summary>How long fingerprints are kept, confirmed spam excepted.</summary>
    /// <value>30 days; from 1 to 3,650 days.</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The site's secret, so that spammers cannot try out elsewhere what is found. With another one, what was kept before
    /// is not found any more.
    /// </summary>
    /// <value>Null: none. At least 16 and at most 256 characters.</value>
    public string? Key { get; set; }
}
