namespace LearningStudio.Repositories.Tests.Outbox;

/// <summary>Says which failure a test is about.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CoversAttribute(FailurePoint point) : Attribute
{
    public FailurePoint Point => point;
}
