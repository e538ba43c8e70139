namespace LearningStudio.QueryBudgets.Findings;

/// <summary>While it lasts, statements of the flow that began it make no finding.</summary>
internal sealed class AllowedStatements : IDisposable
{
    private static readonly AsyncLocal<AllowedStatements?> Ambient = new();
    private readonly AllowedStatements? _around = Ambient.Value;
    private readonly string _reason;
    private volatile bool _ended;

    public AllowedStatements(string reason)
    {
        _reason = reason;
        Ambient.Value = this;
    }

    /// <summary>Why the current flow's statements are allowed; null if they are not.</summary>
    public static string? Reason
    {
        get
        {
            AllowedStatements? allowed = Ambient.Value;
            while (allowed is { _ended: true })
            {
                allowed = allowed._around;
            }

            return allowed?._reason;
        }
    }

    public void Dispose()
    {
        _ended = true;
        while (Ambient.Value is { _ended: true } ended)
        {
            Ambient.Value = ended._around;
        }
    }
}
