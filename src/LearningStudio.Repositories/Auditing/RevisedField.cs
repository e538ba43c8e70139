namespace LearningStudio.Repositories.Auditing;

/// <summary>Which text of a post an edit replaces.</summary>
public enum RevisedField
{
    /// <summary>The text of the post.</summary>
    Body,

    /// <summary>The title of the topic that the post opens.</summary>
    Title,
}
