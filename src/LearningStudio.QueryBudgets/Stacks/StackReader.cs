using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LearningStudio.QueryBudgets.Stacks;

// Rule: methods are known by name, which works ahead of time too. The stack ends where an async method was resumed: what is
//   beyond did not call it, but completed what it waited for. Files and lines are looked up for the innermost frames
//   that are no library's, once each, and remembered.
// Cost: microseconds, growing with the depth of the stack; at most 10,000 methods and as many positions are remembered.
internal static class StackReader
{
    private const int MaxFrames = 256;
    private const int MaxDescribed = 8;
    private const int MaxRemembered = 10_000;
    private static readonly string Ours = typeof(StackReader).Assembly.GetName().Name!;
    private static readonly ConcurrentDictionary<(string Type, string Method), StackMethod> Methods = new();
    private static readonly ConcurrentDictionary<StackPosition, string> Sites = new();

    /// <summary>The stack of the caller.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static CapturedStack Read()
    {
        var trace = new StackTrace(fNeedFileInfo: false);
        var positions = new List<StackPosition>(Math.Min(trace.FrameCount, MaxFrames));
        int described = 0;
        for (int i = 1; i < trace.FrameCount && positions.Count < MaxFrames; i++)
        {
            if (trace.GetFrame(i) is not { } frame || MethodOf(frame) is not { } method)
            {
                continue;
            }

            if (method.IsResumption)
            {
                break;
            }

            var position = new StackPosition(method, OffsetOf(frame));
            positions.Add(position);
            if (!method.IsLibrary && described++ < MaxDescribed && !Sites.ContainsKey(position))
            {
                Remember(position, new StackFrame(i, needFileInfo: true));
            }
        }

        return new CapturedStack(positions);
    }

    /// <summary>The method, with file and line where they are known.</summary>
    public static string Describe(StackPosition position) => Sites.GetValueOrDefault(position, position.Method.Name);

    private static StackMethod? MethodOf(StackFrame frame)
    {
        // A method made at run time, as a mapper's, has no type.
        if (DiagnosticMethodInfo.Create(frame) is not { DeclaringTypeName: { } type } method)
        {
            return null;
        }

        if (!Methods.TryGetValue((type, method.Name), out StackMethod? known))
        {
            string assembly = method.DeclaringAssemblyName ?? "";
            int comma = assembly.IndexOf(',', StringComparison.Ordinal);
            known = new StackMethod(type, method.Name, comma < 0 ? assembly : assembly[..comma]);
            if (Methods.Count < MaxRemembered)
            {
                Methods.TryAdd((type, method.Name), known);
            }
        }

        return string.Equals(known.Assembly, Ours, StringComparison.Ordinal) ? null : known;
    }

    // Code compiled ahead of time has no intermediate language.
    private static int OffsetOf(StackFrame frame)
    {
        int offset = frame.GetILOffset();
        return offset == StackFrame.OFFSET_UNKNOWN ? frame.GetNativeOffset() : offset;
    }

    private static void Remember(StackPosition position, StackFrame frame)
    {
        if (
            Sites.Count < MaxRemembered
            && frame.GetFileName() is { } file
            && frame.GetFileLineNumber() is > 0 and int line
        )
        {
            Sites[position] = string.Create(
                CultureInfo.InvariantCulture,
                $"{position.Method.Name} ({Path.GetFileName(file)}:{line})"
            );
        }
    }
}
