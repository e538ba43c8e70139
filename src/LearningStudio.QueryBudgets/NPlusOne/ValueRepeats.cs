using System.Runtime.InteropServices;

namespace LearningStudio.QueryBudgets.NPlusOne;

/// <summary>How often one set of values was sent, and how often while nothing had changed since.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ValueRepeats
{
    private int _changes;
    private int _run;

    /// <summary>How often the values were sent although they had just been read.</summary>
    public int Repeated { get; private set; }

    /// <param name="changes">How many statements that may change rows the scope had sent.</param>
    public void Add(int changes)
    {
        _run = _changes == changes ? _run + 1 : 1;
        _changes = changes;
        Repeated += _run switch
        {
            1 => 0,
            2 => 2,
            _ => 1,
        };
    }

    public void Retract()
    {
        Repeated -= _run switch
        {
            < 2 => 0,
            2 => 2,
            _ => 1,
        };
        _run = Math.Max(_run - 1, 0);
    }
}
