using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Auditing;

/// <summary>A filter of the audit log as SQL: only what is given is in it.</summary>
internal sealed class AuditConditions
{
    private readonly ForumDatabase _database;
    private readonly List<string> _conditions = [];
    private readonly List<DataParameter> _parameters = [];

    private AuditConditions(ForumDatabase database) => _database = database;

    public string Sql => _conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", _conditions)}";

    public DataParameter[] Parameters => [.. _parameters];

    public static AuditConditions From(AuditFilter filter, ForumDatabase database)
    {
        var conditions = new AuditConditions(database);
        if (filter.ActorId is { } actor)
        {
            conditions.Add("actor_id = @actor", DataParameter.Int64("actor", actor));
        }

        conditions.Add("action", filter.Action);
        conditions.Add("target_kind", filter.TargetKind);
        conditions.Add("target", filter.Target);
        conditions.Add("at >= @from", "from", filter.From);
        conditions.Add("at < @to", "to", filter.To);
        return conditions;
    }

    /// <summary>Selects what follows an entry, the latest first.</summary>
    public void After(DateTimeOffset at, long id)
    {
        Add("(at, id) < (@last, @id)", _database.Times.Parameter("last", at));
        _parameters.Add(DataParameter.Int64("id", id));
    }

    private void Add(string condition, string name, DateTimeOffset? moment)
    {
        if (moment is { } given)
        {
            Add(condition, _database.Times.Parameter(name, given));
        }
    }

    private void Add(string column, string? text)
    {
        if (text is not null)
        {
            Add($"{column} = @{column}", DataParameter.NVarChar(column, _database.Dialect.Text(text)));
        }
    }

    private void Add(string condition, DataParameter parameter)
    {
        _conditions.Add(condition);
        _parameters.Add(parameter);
    }
}
