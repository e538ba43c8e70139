using System.Globalization;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

/// <summary>A filter of pending entries as SQL: only what is given is in it.</summary>
internal sealed class QueueConditions
{
    private readonly List<DataParameter> _parameters = [];

    private QueueConditions() { }

    public string Sql { get; private set; } = "state = 'pending'";

    public DataParameter[] Parameters => [.. _parameters];

    public static QueueConditions Of(QueueFilter filter)
    {
        var conditions = new QueueConditions();
        conditions.Add("reported_user_id = @user", "user", filter.ReportedUserId, DataParameter.Int64);
        conditions.Add("type = @type", filter.Type is { } type ? DataParameter.NVarChar("type", type) : null);
        conditions.Add("priority <= @priority", "priority", filter.MaximumPriority, DataParameter.Int32);
        conditions.Add("cluster_id = @cluster", "cluster", filter.ClusterId, DataParameter.Int64);
        conditions.Add("stage = @stage", filter.Stage is { } stage ? DataParameter.NVarChar("stage", stage) : null);
        conditions.Add("claimed_by = @holder", "holder", filter.ClaimedBy, DataParameter.Int64);
        return conditions;
    }

    /// <summary>Selects what follows an entry in the order of standing.</summary>
    /// <exception cref="ArgumentException">The text is not that of a page.</exception>
    public void After(string? after)
    {
        if (after is null)
        {
            return;
        }

        if (
            after.Split('.') is not [var standing, var id]
            || !long.TryParse(standing, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long place)
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long entry)
        )
        {
            throw new ArgumentException("The text is not that of a page. Begin with the first page.", nameof(after));
        }

        Add("standing <= @standing AND (standing < @standing OR id > @after)", DataParameter.Int64("standing", place));
        _parameters.Add(DataParameter.Int64("after", entry));
    }

    public static string Place(QueueEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Standing}.{entry.Id}");

    private void Add<T>(string condition, string name, T? value, Func<string, T, DataParameter> parameter)
        where T : struct => Add(condition, value is { } given ? parameter(name, given) : null);

    private void Add(string condition, DataParameter? parameter)
    {
        if (parameter is not null)
        {
            Sql += $" AND {condition}";
            _parameters.Add(parameter);
        }
    }
}
