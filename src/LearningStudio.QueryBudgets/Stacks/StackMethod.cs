namespace LearningStudio.QueryBudgets.Stacks;

/// <summary>A method on a stack, with the name that its author gave it.</summary>
internal sealed record StackMethod
{
    // Frames of these roots are skipped: they are the framework's, and what commonly stands between an application and its
    // database, or below its tests.
    private static readonly string[] Libraries =
    [
        "System",
        "Microsoft",
        "AutoMapper",
        "BenchmarkDotNet",
        "Castle",
        "Dapper",
        "FirebirdSql",
        "LinqToDB",
        "MediatR",
        "MySql",
        "MySqlConnector",
        "NHibernate",
        "Npgsql",
        "NUnit",
        "Oracle",
        "Polly",
        "StackExchange",
        "TUnit",
        "Xunit",
    ];

    private readonly bool _isLibrary;

    public StackMethod(string type, string method, string assembly)
    {
        Type = type;
        Method = method;
        Assembly = assembly;
        Name = NameOf(type, method);
        int names = type.LastIndexOf('.');
        FullName = names < 0 ? WithOuterTypes(type) : $"{type[..names]}.{WithOuterTypes(type[(names + 1)..])}";
        int dot = type.IndexOf('.', StringComparison.Ordinal);
        string root = dot < 0 ? "" : type[..dot];
        // The boxes of tasks, value tasks and pooled ones.
        IsResumption =
            type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
            && type.Contains("StateMachineBox", StringComparison.Ordinal);
        _isLibrary = Libraries.Contains(root, StringComparer.Ordinal) || assembly is "System.Private.CoreLib";
    }

    /// <summary>The declaring type's full name, as the compiler wrote it.</summary>
    public string Type { get; }

    public string Method { get; }

    public string Assembly { get; }

    /// <summary>Type and method, without the namespace: <c>Page.LoadAsync</c>.</summary>
    public string Name { get; }

    /// <summary>With namespace and outer types: <c>Acme.Pages.Page.LoadAsync</c>.</summary>
    public string FullName { get; }

    /// <summary>Whether it belongs to a library, whose frames are no call sites.</summary>
    public bool IsLibrary => _isLibrary || ReportingAssemblies.Contain(Assembly);

    /// <summary>Whether it goes on with an async method after an await.</summary>
    public bool IsResumption { get; }

    /// <summary>Whether it lies in a namespace, type or method with this name, or in an assembly with it.</summary>
    public bool IsWithin(string prefix) => Starts(FullName, prefix) || Starts(Assembly, prefix);

    /// <summary>The method as its author named it: of an async method, a lambda or a local function, the one around.</summary>
    internal static string NameOf(string typeName, string method)
    {
        string[] nested = typeName[(typeName.LastIndexOf('.') + 1)..].Split('+');
        int generated = Array.FindIndex(nested, name => name.StartsWith('<'));
        string type = Bare(nested[generated < 0 ? ^1 : Math.Max(generated - 1, 0)]);
        string author =
            nested.Skip(Math.Max(generated, 0)).Append(method).Select(Author).FirstOrDefault(name => name.Length > 0)
            ?? method;
        return $"{type}.{author}";
    }

    private string WithOuterTypes(string types)
    {
        string[] outer = [.. types.Split('+').TakeWhile(name => !name.StartsWith('<')).Select(Bare)];
        return string.Join('.', [.. outer.SkipLast(1), Name]);
    }

    private static bool Starts(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && (name.Length == prefix.Length || prefix.EndsWith('.') || name[prefix.Length] == '.');

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
