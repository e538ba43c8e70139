using LinqToDB.Metrics;

namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>Counts how often linq2db builds SQL in this flow of execution.</summary>
internal sealed class BuildCount : IDisposable
{
    private static readonly AsyncLocal<BuildCount?> Current = new();
    private int _count;

    static BuildCount() => ActivityService.AddFactory(Count);

    public int Built => _count;

    public static BuildCount Begin() => Current.Value = new BuildCount();

    public void Dispose() => Current.Value = null;

    private static IActivity? Count(ActivityID id)
    {
        if (id == ActivityID.BuildSql && Current.Value is { } current)
        {
            Interlocked.Increment(ref current._count);
        }

        return null;
    }
}
