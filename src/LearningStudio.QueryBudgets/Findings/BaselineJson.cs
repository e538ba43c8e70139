using System.Text.Json.Serialization;

namespace LearningStudio.QueryBudgets.Findings;

/// <summary>Reads and writes baselines without reflection.</summary>
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, int>>))]
[JsonSerializable(typeof(SortedDictionary<string, SortedDictionary<string, int>>))]
internal sealed partial class BaselineJson : JsonSerializerContext;
