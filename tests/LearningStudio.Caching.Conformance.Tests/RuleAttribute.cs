namespace LearningStudio.Caching.Conformance.Tests;

/// <summary>Marks a check of something that a cache promises; it fails where that does not hold.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuleAttribute(string text) : Attribute
{
    public string Text => text;
}
