using System.Globalization;
using System.Text;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Outbox;

// Rule: the rows ride in the command of a unit's last counters where it has any, so that a write costs one statement more
//   at the most. Where one writer locks out all others, the rows of units before go in the same command: a removal of its
//   own would take the lock from a writer.
/// <summary>Stores the events of a unit of work in its transaction. Thread-safe.</summary>
internal sealed class OutboxWriter(ForumDatabase database, HandledUnits handled)
{
    private const int RemovedAtOnce = 100;

    /// <summary>What stores the events as the last statement before the commit.</summary>
    public OutboxEntry Begin(IReadOnlyList<ForumEvent> events)
    {
        long unit = OutboxStore.NewId();
        var sql = new StringBuilder();
        List<DataParameter> parameters =
        [
            DataParameter.Int64("unit", unit),
            OutboxStore.Milliseconds("wait", database.Options.OutboxDelay),
        ];
        IReadOnlyList<HandledUnit> removed = database.Dialect.WriterFile is not null ? handled.Take(RemovedAtOnce) : [];
        if (removed.Count > 0)
        {
            sql.Append(OutboxSql.RemoveHandled(database.Dialect)).Append(";\n");
            string units = database.Dialect.Set(removed.Select(before => before.Unit));
            parameters.Add(DataParameter.NVarChar("handled", units));
        }

        sql.Append(OutboxSql.Insert);
        string due = database.Dialect.InMilliseconds("@wait");
        int i = 0;
        foreach (IGrouping<long?, ForumEvent> topic in events.GroupBy(happened => happened.TopicId))
        {
            sql.Append(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? "" : ", ")}(@unit, @of{i}, @events{i}, {database.Dialect.Now}, {due})"
            );
            parameters.Add(new DataParameter($"of{i}", topic.Key, DataType.Int64));
            parameters.Add(new DataParameter($"events{i}", EventText.Write(topic), DataType.Text));
            i++;
        }

        return new OutboxEntry(unit, new CounterStatement(sql.ToString(), [.. parameters]), removed);
    }

    /// <summary>The unit was rolled back, or may have been: what it was to remove is still there.</summary>
    public void Undo(OutboxEntry entry) => handled.Return(entry.Removed, database.Options.OutboxDelay);
}
