using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

/// <summary>What starts or joins a fill.</summary>
internal interface IFillCall<T>
{
    string Key { get; }

    CallPlan Plan { get; }

    string[] Tags { get; }

    FillRequest<T> ToRequest();
}
