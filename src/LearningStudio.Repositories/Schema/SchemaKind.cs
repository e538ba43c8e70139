namespace LearningStudio.Repositories.Schema;

/// <summary>What can be done with tables besides reading them.</summary>
internal enum SchemaKind
{
    /// <summary>Everything: they have roll-ups, an index of words and a place for keys.</summary>
    Native,

    /// <summary>Posts are approved and rejected.</summary>
    Machina,

    /// <summary>Nothing.</summary>
    Foreign,
}
