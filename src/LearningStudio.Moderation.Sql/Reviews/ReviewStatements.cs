using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>The statements of the review queue, made once for a database. Thread-safe.</summary>
internal sealed class ReviewStatements
{
    public ReviewStatements(ISqlDialect dialect, OpeningPosts? openingPosts, ITrustLevels? trustLevels)
    {
        var related = new RelatedItems(openingPosts);
        Log = new ReviewLog(dialect);
        Additions = new ReviewAdditions(dialect);
        List = new ReviewList(dialect);
        Claims = new ReviewClaims(dialect, related);
        Decisions = new ReviewDecisions(dialect, related, Log);
        Bulk = new BulkDecisions(dialect, related, Decisions);
        Undo = new ReviewUndo(dialect, Log);
        Reopening = new ReviewReopening(dialect, Log);
        Stats = new ReviewStats(dialect);
        Ranks = new ReviewRanks(dialect, trustLevels);
    }

    public ReviewLog Log { get; }

    public ReviewAdditions Additions { get; }

    public ReviewList List { get; }

    public ReviewClaims Claims { get; }

    public ReviewDecisions Decisions { get; }

    public BulkDecisions Bulk { get; }

    public ReviewUndo Undo { get; }

    public ReviewReopening Reopening { get; }

    public ReviewStats Stats { get; }

    public ReviewRanks Ranks { get; }
}
