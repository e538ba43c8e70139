using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Review.Reports;

/// <summary>What a report weighs by its reporter's trust level and record.</summary>
/// <remarks>
/// Discourse's score of a flag (<c>reviewable_score.rb</c>): 1, and the trust level (5 for staff), and from the sixth
/// decided report on a bonus or malus of 5 log₄(n) times how far the share of agreed reports is from 0.7, as a part of the
/// way to 1 or to 0. Here the share is not taken at face value: only what Wilson's interval leaves certain counts, so that
/// a few lucky reports weigh nothing. The sum, at least 0, is divided by 2, so that a report of a user of trust level 1
/// without a record weighs 1.
/// </remarks>
public static class ReportWeight
{
    private const double Axis = 0.7;
    private const double Ordinary = 2;
    private const int StaffLevel = 5;
    private const int FewReports = 5;

    /// <summary>Weighs a report; from 0 to the most that the options allow.</summary>
    public static double Compute(Reporter reporter, ReporterRecord record, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(reporter);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        int level = reporter.IsStaff ? StaffLevel : Math.Clamp(reporter.TrustLevel, 0, StaffLevel - 1);
        double score = 1 + level + Bonus(new Ratio(record.Agreed, record.Agreed + record.Disagreed));
        return Math.Clamp(score / Ordinary, 0, options.MaxWeight);
    }

    private static double Bonus(Ratio accuracy)
    {
        if (accuracy.Total <= FewReports)
        {
            return 0;
        }

        double distance =
            accuracy.Lower > Axis ? (accuracy.Lower.Value - Axis) / (1 - Axis)
            : accuracy.Upper < Axis ? (accuracy.Upper.Value - Axis) / Axis
            : 0;
        return distance * Math.Log(accuracy.Total, 4) * 5;
    }
}
