using System.Collections.Concurrent;

namespace LearningStudio.QueryBudgets.Stacks;

/// <summary>The assemblies whose own listeners report statements: their frames are a library's. Thread-safe.</summary>
internal static class ReportingAssemblies
{
    private static readonly ConcurrentDictionary<string, bool> Names = new(StringComparer.Ordinal);

    public static void Add(string name) => Names.TryAdd(name, true);

    public static bool Contain(string name) => Names.ContainsKey(name);
}
