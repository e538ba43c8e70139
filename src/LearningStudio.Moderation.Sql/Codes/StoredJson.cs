using System.Text.Json.Serialization;
using LearningStudio.Moderation.Sql.Reviews;
using LearningStudio.Moderation.Sql.RuleRecords;

namespace LearningStudio.Moderation.Sql.Codes;

/// <summary>The forms of the columns that hold JSON.</summary>
[JsonSerializable(typeof(StoredReason[]))]
[JsonSerializable(typeof(StoredResult[]))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
[JsonSerializable(typeof(RuleChange[]))]
[JsonSerializable(typeof(TrustChange[]))]
internal sealed partial class StoredJson : JsonSerializerContext;
