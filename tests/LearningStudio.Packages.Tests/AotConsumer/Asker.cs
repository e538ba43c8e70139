using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

/// <summary>A library that reports the statements it would send.</summary>
internal sealed class Asker
{
    private readonly DiagnosticListener _listener = new("LearningStudio.Asker");

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A dictionary is read by its keys.")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Ask(int id)
    {
        if (_listener.IsEnabled("StatementExecuting"))
        {
            var statement = new Dictionary<string, object?> { ["Text"] = $"SELECT {id}" };
            _listener.Write("StatementExecuting", statement);
            _listener.Write("StatementExecuted", statement);
        }
    }
}
