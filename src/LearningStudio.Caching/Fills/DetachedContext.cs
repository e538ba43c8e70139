namespace LearningStudio.Caching.Fills;

/// <summary>Starts work that outlives its caller without the caller's context: its scope, its trace, its locals.</summary>
internal static class DetachedContext
{
    public static T Run<T>(Func<T> start)
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return start();
    }
}
