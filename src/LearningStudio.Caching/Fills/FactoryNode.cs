namespace LearningStudio.Caching.Fills;

// Rule: a factory that waits for itself, directly or through others, would wait for ever. Factories and whom they wait for
//   form a graph; the call that would close a circle is refused. A factory is known by the context that it runs in, so a
//   task that it starts counts as its own.
// Threads: all members may be called at once; the graph is changed under one lock, by calls from within factories only.
// Cost: a call from outside any factory looks at one field of its context.
internal sealed class FactoryNode(object cache, string key, FactoryNode? startedBy)
{
    private static readonly AsyncLocal<FactoryNode?> Context = new();
    private static readonly Lock Graph = new();
    private readonly List<FactoryNode> _waitsFor = [];
    private volatile bool _hasEnded;

    /// <summary>The factory that calls; null outside any.</summary>
    public static FactoryNode? Current => Context.Value is { _hasEnded: false } running ? running : null;

    /// <summary>Says that this is the factory that runs from here on, until the calling method ends.</summary>
    public void Enter() => Context.Value = this;

    /// <summary>Its context may live on, in a timer for example: it is no factory any more.</summary>
    public void End() => _hasEnded = true;

    /// <summary>Whether this factory computes a key, or does so for one that does, under whatever flags.</summary>
    public bool IsWithin(object other, string wanted)
    {
        for (FactoryNode? above = this; above is not null; above = above.StartedBy)
        {
            if (
                !above._hasEnded
                && ReferenceEquals(above.Cache, other)
                && string.Equals(above.Key, wanted, StringComparison.Ordinal)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The exception for a call that would close a circle.</summary>
    public static InvalidOperationException Circle() =>
        new(
            "A factory asked the cache for a value that cannot be computed before the factory itself has ended: that of its "
                + "own key, or of one whose factory waits for it. Compute the value without the cache, or pass it in."
        );

    /// <summary>Says that this factory waits for another.</summary>
    /// <exception cref="InvalidOperationException">The other one waits for this one.</exception>
    public void BeginWait(FactoryNode other)
    {
        lock (Graph)
        {
            if (other.Reaches(this))
            {
                throw Circle();
            }

            _waitsFor.Add(other);
        }
    }

    public void EndWait(FactoryNode other)
    {
        lock (Graph)
        {
            _waitsFor.Remove(other);
        }
    }

    private object Cache => cache;

    private string Key => key;

    private FactoryNode? StartedBy => startedBy;

    // There is no circle yet, so the walk ends.
    private bool Reaches(FactoryNode wanted) =>
        ReferenceEquals(this, wanted) || _waitsFor.Exists(next => next.Reaches(wanted));
}
