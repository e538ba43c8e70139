namespace LearningStudio.Repositories;

/// <summary>Who wrote something.</summary>
/// <param name="Id">The user's id; null for a guest, or when the account is gone.</param>
/// <param name="Name">The name to show; "anonymous" where none is known.</param>
public sealed record Author(long? Id, string Name);
