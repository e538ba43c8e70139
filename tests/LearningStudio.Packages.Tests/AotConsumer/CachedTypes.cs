using System.Text.Json.Serialization;
using LearningStudio.Statistics;

/// <summary>The cached types: reflection, which would do without this list, is not there ahead of time.</summary>
[JsonSerializable(typeof(Draft))]
[JsonSerializable(typeof(SiteCounts))]
[JsonSerializable(typeof(int))]
internal sealed partial class CachedTypes : JsonSerializerContext;
