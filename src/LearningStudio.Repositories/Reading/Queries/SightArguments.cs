using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>The reader among a template's arguments.</summary>
internal static class SightArguments
{
    /// <summary>The reader's id where the sight depends on it; an id of nobody elsewhere.</summary>
    public static long Reader(this TemplateArguments arguments, Sight sight) =>
        sight == Sight.Own ? arguments.Long() : -1;
}
