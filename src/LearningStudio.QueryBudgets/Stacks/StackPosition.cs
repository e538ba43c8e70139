namespace LearningStudio.QueryBudgets.Stacks;

/// <summary>A place in a method's code.</summary>
internal readonly record struct StackPosition(StackMethod Method, int Offset);
