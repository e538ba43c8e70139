using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>A filter of open items as SQL: only what is given is in it.</summary>
internal sealed class ReviewConditions
{
    private readonly List<Parameter> _parameters = [];

    public ReviewConditions(ReviewFilter filter)
    {
        Add("reported_user_id = @user", Parameter.Long("user", filter.ReportedUserId));
        Add("type = @type", Parameter.Text("type", filter.Type is { } type ? StoredCodes.Types[type] : null));
        Add("priority <= @priority", Parameter.Int("priority", filter.MaxPriority));
        Add("cluster_id = @cluster", Parameter.Long("cluster", filter.ClusterId));
        Add("stage = @stage", Parameter.Text("stage", filter.Stage is { } stage ? StoredCodes.Stages[stage] : null));
        Add("claimed_by = @holder", Parameter.Long("holder", filter.ClaimedBy));
    }

    public string Sql { get; private set; } = "state = 'pending'";

    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>Selects what follows a place in the order of the list.</summary>
    /// <exception cref="ArgumentException">The text is not that of a page.</exception>
    public void After(string? after)
    {
        if (after is null)
        {
            return;
        }

        (long sortKey, long itemId) = ReviewCursor.Parse(after);
        Add("standing <= @standing AND (standing < @standing OR id > @after)", Parameter.Long("standing", sortKey));
        _parameters.Add(Parameter.Long("after", itemId));
    }

    private void Add(string condition, Parameter parameter)
    {
        if (parameter.Value is not null)
        {
            Sql += $" AND {condition}";
            _parameters.Add(parameter);
        }
    }
}
