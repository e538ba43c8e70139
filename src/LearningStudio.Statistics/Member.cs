namespace LearningStudio.Statistics;

/// <summary>A user by id and the name to show; never an e-mail address.</summary>
public sealed record Member(long Id, string Name);
