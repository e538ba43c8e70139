using LearningStudio.QueryBudgets.Stacks;
using LearningStudio.SqlText;
using Microsoft.Extensions.Options;

namespace LearningStudio.QueryBudgets.Findings;

/// <summary>A scope's options, checked and copied. Immutable.</summary>
internal sealed class ScopeRules
{
    private readonly string[] _dataLayer;
    private readonly string[] _ignoredFrames;
    private readonly HashSet<string> _ignoredStatements;

    private ScopeRules(QueryBudgetOptions options)
    {
        NPlusOneThreshold = options.NPlusOneThreshold;
        MaxStatements = options.MaxStatements;
        EveryCallSite = options.EveryCallSite ?? true;
        _dataLayer = [.. options.DataLayer];
        _ignoredFrames = [.. options.IgnoredFrames];
        _ignoredStatements = options
            .IgnoredStatements.Select(sql => SqlReader.Read(sql).Fingerprint.Text)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public static ScopeRules Default { get; } = new(new QueryBudgetOptions());

    public int NPlusOneThreshold { get; }

    public int? MaxStatements { get; }

    public bool EveryCallSite { get; }

    public bool IgnoresFrames => _ignoredFrames.Length > 0;

    /// <exception cref="ArgumentException">An option is out of bounds; the message names it.</exception>
    public static ScopeRules Create(QueryBudgetOptions options)
    {
        ValidateOptionsResult result = new QueryBudgetOptionsValidator().Validate(name: null, options);
        return result.Failed
            ? throw new ArgumentException(result.FailureMessage, nameof(options))
            : new ScopeRules(options);
    }

    public bool Ignores(Fingerprint fingerprint) =>
        _ignoredStatements.Count > 0 && _ignoredStatements.Contains(fingerprint.Text);

    public bool Ignores(CapturedStack stack) =>
        IgnoresFrames && stack.All.Any(position => Array.Exists(_ignoredFrames, position.Method.IsWithin));

    public CallPath PathOf(CapturedStack? stack) =>
        stack is null ? CallPath.Unknown : CallPath.Create(stack, method => Array.Exists(_dataLayer, method.IsWithin));
}
