using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Detectors;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Evaluation;

/// <summary>A rule ready to be searched: a pattern or a detector. A copy: later changes of the options do not reach it.</summary>
internal sealed class CompiledRule(string id, string source, SpamRule rule, SearchPattern? pattern, IDetector? detector)
{
    private readonly string[] _scopes = [.. rule.Scopes.Where(scope => !scope.StartsWith('!'))];
    private readonly string[] _exceptions =
    [
        .. rule.Scopes.Where(scope => scope.StartsWith('!')).Select(scope => scope[1..]),
    ];

    public string Id => id;

    public string Source => source;

    public string Category { get; } = rule.Category;

    public RuleKind Kind { get; } = rule.Kind;

    public string Text { get; } = rule.Pattern;

    public RuleFields Fields { get; } = rule.Fields;

    public bool MatchCase { get; } = rule.MatchCase;

    public bool RawOnly { get; } = rule.RawOnly;

    public double Weight { get; } = rule.Weight;

    public RuleState State { get; } = rule.State;

    public int? MaxTrust { get; } = rule.MaxTrust;

    public DateTimeOffset? Expires { get; } = rule.Expires;

    public IReadOnlyList<string> Scopes { get; } = [.. rule.Scopes];

    public IReadOnlyList<string> MatchExamples { get; } = [.. rule.Examples.Match];

    public IReadOnlyList<string> NoMatchExamples { get; } = [.. rule.Examples.NoMatch];

    /// <summary>What to search; null for a detector.</summary>
    public SearchPattern? Pattern => pattern;

    public IDetector? Detector => detector;

    public bool IsLink => string.Equals(Category, "Link", StringComparison.OrdinalIgnoreCase);

    public bool Applies(RuleContext context, DateTimeOffset now) =>
        (Expires is null || now < Expires)
        && (MaxTrust is null || context.TrustLevel is null || context.TrustLevel <= MaxTrust)
        && (_scopes.Length == 0 || Contains(_scopes, context.Scope))
        && !Contains(_exceptions, context.Scope);

    private static bool Contains(string[] scopes, string? scope) =>
        scope is not null && Array.Exists(scopes, one => one.Equals(scope, StringComparison.OrdinalIgnoreCase));
}
