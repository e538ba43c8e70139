using DbUp.Engine;

namespace LearningStudio.Moderation.Sql.Schema;

// Rule: each of these migrations was one of LearningStudio.Repositories once. Where what it makes is there already, it is
//   written down as done, and no row is touched. The later ones change nothing that is there.
/// <summary>Takes over the tables of a database in which Repositories made them.</summary>
internal static class Takeover
{
    private static readonly (string Script, string Probe)[] Made =
    [
        ("0001-review.sql", "SELECT id FROM review_items"),
        ("0002-review-work.sql", "SELECT standing FROM review_items"),
        ("0003-fingerprints.sql", "SELECT post_id FROM dup_sig"),
        ("0004-review-decisions.sql", "SELECT decision_id FROM review_items"),
    ];

    /// <summary>Writes down what Repositories ran; called while nobody else migrates.</summary>
    /// <exception cref="InvalidOperationException">It could not be written down: the tables are as they were.</exception>
    public static void MarkWhatIsThere(UpgradeEngine engine, TableCheck check)
    {
        List<SqlScript> missing = engine.GetScriptsToExecute();
        foreach ((string name, string probe) in Made)
        {
            SqlScript? script = missing.Find(s => s.Name.EndsWith($".{name}", StringComparison.Ordinal));
            if (script is not null && check.IsThere(probe))
            {
                DatabaseUpgradeResult marked = engine.MarkAsExecuted(script.Name);
                if (!marked.Successful)
                {
                    throw new InvalidOperationException(
                        $"The tables of {name} are there already and could not be taken over. Migrate under a role that may create tables, then run it again.",
                        marked.Error
                    );
                }
            }
        }
    }
}
