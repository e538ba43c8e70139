using System.Diagnostics.CodeAnalysis;

namespace LearningStudio.Caching.Warming;

/// <summary>A warmer that was registered.</summary>
internal sealed record WarmerRegistration(
    [property: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type Type
);
