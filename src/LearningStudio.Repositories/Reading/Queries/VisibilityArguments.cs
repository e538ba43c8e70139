using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>The reader among a template's arguments.</summary>
internal static class VisibilityArguments
{
    /// <summary>The reader's id where the visibility depends on it; an id of nobody elsewhere.</summary>
    public static long Reader(this TemplateArguments arguments, Visibility visibility) =>
        visibility == Visibility.Own ? arguments.Long() : -1;
}
