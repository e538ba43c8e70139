namespace LearningStudio.QueryBudgets.Tests;

/// <summary>Tests that read the logs of hosts, one after the other: a failure in the process is logged by all its hosts.</summary>
internal static class Hosts
{
    public const string Name = "Hosts";
}
