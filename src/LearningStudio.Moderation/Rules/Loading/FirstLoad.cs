using LearningStudio.Moderation.Evaluation;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Hands the rules that the validation of the start has made to the library, so that they are made once.</summary>
internal sealed class FirstLoad
{
    private (ModerationOptions Options, RuleSet Set, IReadOnlyList<RejectedRule> Rejected)? _made;
    private readonly Lock _lock = new();

    /// <exception cref="RuleFileException">A file cannot be taken over at all.</exception>
    public IReadOnlyList<RejectedRule> Make(ModerationOptions options)
    {
        (RuleSet set, IReadOnlyList<RejectedRule> rejected) = RuleLoad.Load(options, null);
        lock (_lock)
        {
            _made = (options, set, rejected);
        }

        return rejected;
    }

    /// <summary>The rules of these options, made now if they were not before.</summary>
    /// <exception cref="RuleFileException">A file cannot be taken over at all.</exception>
    public (RuleSet Set, IReadOnlyList<RejectedRule> Rejected) Take(ModerationOptions options)
    {
        lock (_lock)
        {
            (ModerationOptions Options, RuleSet Set, IReadOnlyList<RejectedRule> Rejected)? made = _made;
            _made = null;
            if (made is { } known && ReferenceEquals(known.Options, options))
            {
                return (known.Set, known.Rejected);
            }
        }

        return RuleLoad.Load(options, null);
    }
}
