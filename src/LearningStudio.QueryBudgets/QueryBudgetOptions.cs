namespace LearningStudio.QueryBudgets;

/// <summary>What counts as a repetition, and what may repeat.</summary>
/// <remarks>
/// <see cref="QueryBudgetsServiceCollectionExtensions"/> binds it for the requests of a host; <see cref="QueryScope.Begin"/>
/// takes it for a single scope. A scope copies it when it begins.
/// </remarks>
public sealed class QueryBudgetOptions
{
    /// <summary>
    /// The number of statements, alike but for their parameters and sent along one path of calls, that make an N+1.
    /// </summary>
    /// <value>Default 5; from 2 to 10,000.</value>
    public int NPlusOneThreshold { get; set; } = 5;

    /// <summary>More statements than this in one scope are a finding; nothing is thrown.</summary>
    /// <value>Default null, no maximum; otherwise from 0 to 1,000,000.</value>
    public int? MaxStatements { get; set; }

    /// <summary>
    /// Whether the stack of every statement is read, which takes some ten microseconds each. If it is not, the stacks of the
    /// second to the thousandth statement of a kind are read, and the first is taken for a part of the same loop.
    /// </summary>
    /// <value>Default null: true for scopes that code begins, and for a host's requests in Development only.</value>
    public bool? EveryCallSite { get; set; }

    /// <summary>
    /// The namespaces, types or assemblies of the data layer, such as <c>Acme.Data</c>. The call site of a statement is the
    /// first method outside them, and calls within them tell no loops apart.
    /// </summary>
    /// <value>
    /// Default empty: any method that is no library's is a call site. Compared with case, up to a dot: <c>Acme.Data</c>
    /// matches <c>Acme.Data.Sql</c> and not <c>Acme.Database</c>.
    /// </value>
    public IList<string> DataLayer { get; } = [];

    /// <summary>Statements that may repeat, as SQL or as fingerprints; they count, but make no finding.</summary>
    /// <value>Default empty. Compared without values, whitespace, comments and case.</value>
    public IList<string> IgnoredStatements { get; } = [];

    /// <summary>
    /// Namespaces, types, methods or assemblies, also of libraries, such as <c>Acme.Jobs.Mailer.SendAsync</c>. What is sent
    /// while one of them is on the stack may repeat.
    /// </summary>
    /// <value>Default empty. Compared as <see cref="DataLayer"/>.</value>
    public IList<string> IgnoredFrames { get; } = [];

    /// <summary>
    /// The names of the <see cref="System.Diagnostics.DiagnosticListener"/>s that report statements; a <c>*</c> at the end
    /// matches any rest. They add to those of the process, and to Entity Framework Core's, which is always heard.
    /// </summary>
    /// <value>Default <c>LearningStudio.*</c>. The documentation describes what such a listener writes.</value>
    public IList<string> Listeners { get; } = ["LearningStudio.*"];

    /// <summary>Whether the requests of an ASP.NET Core host have scopes, and are logged if they repeat a statement row by row.</summary>
    /// <value>Default true.</value>
    public bool WatchRequests { get; set; } = true;
}
