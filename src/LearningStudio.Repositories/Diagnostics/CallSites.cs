using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: a statement's call site is the innermost frame that is neither this package's nor a library's. Its file and line
//   are looked up once and then remembered.
// Cost: microseconds, growing with the depth of the stack; at most 1,000 sites are remembered.
internal static class CallSites
{
    private const int Remembered = 1_000;
    private static readonly string[] Libraries = ["System", "Microsoft", "LinqToDB", "Npgsql", "Dapper"];
    private static readonly ConcurrentDictionary<(MethodBase Method, int Offset), string> Known = new();

    /// <summary>The caller's site; null if the stack holds none, as after an await that the library made.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? Capture()
    {
        var stack = new StackTrace(fNeedFileInfo: false);
        for (int i = 1; i < stack.FrameCount; i++)
        {
            if (stack.GetFrame(i) is not { } frame || frame.GetMethod() is not { } method || !IsUsers(method))
            {
                continue;
            }

            (MethodBase, int) key = (method, frame.GetILOffset());
            if (Known.TryGetValue(key, out string? site))
            {
                return site;
            }

            site = Describe(method, new StackFrame(i, needFileInfo: true));
            return Known.Count < Remembered ? Known.GetOrAdd(key, site) : site;
        }

        return null;
    }

    /// <summary>The method as its author named it: of an async method, a lambda or a local function, the one around.</summary>
    internal static string Name(string typeName, string method)
    {
        string[] nested = typeName[(typeName.LastIndexOf('.') + 1)..].Split('+');
        int generated = Array.FindIndex(nested, name => name.StartsWith('<'));
        string type = Bare(nested[generated < 0 ? ^1 : Math.Max(generated - 1, 0)]);
        string author =
            nested.Skip(Math.Max(generated, 0)).Append(method).Select(Author).FirstOrDefault(name => name.Length > 0)
            ?? method;
        return $"{type}.{author}";
    }

    private static string Describe(MethodBase method, StackFrame frame)
    {
        string name = Name(method.DeclaringType!.FullName ?? method.DeclaringType.Name, method.Name);
        return frame.GetFileName() is { } file && frame.GetFileLineNumber() is > 0 and int line
            ? string.Create(CultureInfo.InvariantCulture, $"{name} ({Path.GetFileName(file)}:{line})")
            : name;
    }

    private static bool IsUsers(MethodBase method)
    {
        if (method.DeclaringType is not { } type || type.Assembly == typeof(CallSites).Assembly)
        {
            return false;
        }

        ReadOnlySpan<char> space = type.Namespace;
        if (space.StartsWith("LearningStudio.Moderation.Sql"))
        {
            return false;
        }

        int dot = space.IndexOf('.');
        ReadOnlySpan<char> root = dot < 0 ? space : space[..dot];
        foreach (string library in Libraries)
        {
            if (root.SequenceEqual(library))
            {
                return false;
            }
        }

        return true;
    }

    // <Load>d__3 and <<Load>g__Read|0_1>d are Load's; <>c__DisplayClass0 is nobody's; an ordinary name is its own.
    private static string Author(string name)
    {
        string inner = name.TrimStart('<');
        if (inner.Length == name.Length)
        {
            return name is ".ctor" or ".cctor" ? name[1..] : "";
        }

        return inner[..Math.Max(inner.IndexOf('>', StringComparison.Ordinal), 0)];
    }

    private static string Bare(string name) => name.Split('`')[0];
}
