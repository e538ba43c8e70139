namespace LearningStudio.Moderation.Rules;

/// <summary>A file of rules, read again whenever it changes.</summary>
/// <remarks>
/// A name that ends in <c>.json</c> is an object of rules by id. Any other is a list, one pattern a line; empty lines
/// and lines that begin with <c>#</c> are skipped, and <c>#! Weight=2</c> sets an option of the lines that follow
/// (<c>Category</c>, <c>Kind</c>, <c>Fields</c>, <c>MatchCase</c>, <c>RawOnly</c>, <c>Weight</c>, <c>State</c>,
/// <c>MaxTrust</c>, <c>Template</c>). The id of a list's rule is the name of the file and a hash of the pattern.
/// </remarks>
public sealed class RuleFile
{
    /// <summary>The path; a relative one begins at the process's base directory.</summary>
    /// <value>Required.</value>
    public string Path { get; set; } = "";

    /// <summary>What a list's pattern stands in, where <c>{0}</c> is its place: <c>\b(?:{0})\b</c>.</summary>
    /// <value><c>{0}</c>: the pattern as it is.</value>
    public string Template { get; set; } = "{0}";

    /// <summary>The category of a list's rules.</summary>
    /// <value><c>Spam</c>.</value>
    public string Category { get; set; } = "Spam";

    /// <summary>The weight of a list's rules.</summary>
    /// <value>1; from -100 to 100.</value>
    public double Weight { get; set; } = 1;

    /// <summary>The state of a list's rules.</summary>
    /// <value><see cref="RuleState.Active"/>.</value>
    public RuleState State { get; set; }
}
