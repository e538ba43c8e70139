namespace LearningStudio.QueryBudgets.Stacks;

/// <summary>The frames of a stack, innermost first, without this package's own. Immutable.</summary>
internal sealed class CapturedStack(IReadOnlyList<StackPosition> all)
{
    /// <summary>All frames.</summary>
    public IReadOnlyList<StackPosition> All => all;

    /// <summary>Those that are no library's.</summary>
    public IReadOnlyList<StackPosition> Users { get; } = [.. all.Where(position => !position.Method.IsLibrary)];

    /// <summary>
    /// An await cuts a stack: behind it, who called the method is gone. The stack at which the statement's connection was
    /// opened, before that await, still knows.
    /// </summary>
    public CapturedStack ContinuedBy(CapturedStack? opened)
    {
        if (opened is null || opened.Users.Count == 0)
        {
            return this;
        }

        if (Users.Count == 0)
        {
            // Opened by the library for this call; a connection that its user opened may be in use elsewhere by now.
            return opened.All[0].Method.IsLibrary ? opened : this;
        }

        StackMethod outermost = Users[^1].Method;
        for (int i = opened.Users.Count - 1; i >= 0; i--)
        {
            if (opened.Users[i].Method == outermost)
            {
                return i == opened.Users.Count - 1 ? this : new CapturedStack([.. all, .. opened.Users.Skip(i + 1)]);
            }
        }

        return this;
    }
}
