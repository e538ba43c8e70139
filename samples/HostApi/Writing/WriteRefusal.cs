namespace LearningStudio.HostApi.Writing;

/// <summary>Why a write changed nothing.</summary>
internal enum WriteRefusal
{
    /// <summary>It changed something.</summary>
    None,

    /// <summary>What it names does not exist, or is not to be seen.</summary>
    Missing,

    /// <summary>The post commented on does not exist, or is not to be seen.</summary>
    MissingComment,

    /// <summary>The rules of the forum refuse the text.</summary>
    Rules,

    /// <summary>It belongs to another user.</summary>
    Foreign,

    /// <summary>The topic is locked.</summary>
    Locked,

    /// <summary>The topic was moved to another forum while the text was judged by the rules of the first.</summary>
    Moved,

    /// <summary>Others have answered the topic.</summary>
    Answered,
}
