using LearningStudio.Moderation.Rules.Loading;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Tries a change of rules on posts of which it is known whether they are spam, without putting it in force.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Nothing is queued, counted in statistics, or disabled by it: each run makes its own sets, also of the
/// options in force. Memory does not grow with the number of posts, and no text is kept.
/// </para>
/// <para>
/// Actions are those that the rules ask for, by score, condition and threshold; what depends on the author's record or on
/// other posts is left out.
/// </para>
/// </remarks>
public sealed class RuleReplay
{
    private readonly RuleSetSource _source;
    private readonly TimeProvider _time;

    internal RuleReplay(RuleSetSource source, TimeProvider time)
    {
        _source = source;
        _time = time;
    }

    /// <summary>Applies posts by a candidate and by the rules that it would replace.</summary>
    /// <param name="candidate">The candidate; neither it nor <see cref="ReplayOptions.Against"/> may change meanwhile.</param>
    /// <param name="posts">The posts.</param>
    /// <param name="options">How to compare; null: the defaults.</param>
    /// <exception cref="OptionsValidationException">
    /// An option is out of its bounds, or a rule file cannot be taken over at all; rules that are bad alone are left out.
    /// </exception>
    public ReplayReport Run(ModerationOptions candidate, IEnumerable<LabelledPost> posts, ReplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(posts);
        ReplayCounts tally = Begin(candidate, options);
        foreach (LabelledPost post in posts)
        {
            tally.Add(post);
        }

        return tally.Report();
    }

    /// <inheritdoc cref="Run"/>
    /// <param name="candidate">The candidate; neither it nor <see cref="ReplayOptions.Against"/> may change meanwhile.</param>
    /// <param name="posts">The posts, a database's for instance.</param>
    /// <param name="options">How to compare; null: the defaults.</param>
    /// <param name="cancellationToken">Ends it early, without a report.</param>
    public async Task<ReplayReport> RunAsync(
        ModerationOptions candidate,
        IAsyncEnumerable<LabelledPost> posts,
        ReplayOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(posts);
        ReplayCounts tally = Begin(candidate, options);
        await foreach (LabelledPost post in posts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(post);
        }

        return tally.Report();
    }

    private ReplayCounts Begin(ModerationOptions candidate, ReplayOptions? options)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ReplayOptions settings = options ?? new ReplayOptions();
        ReplayOptionsGuard.Check(settings);
        ModerationOptions current = settings.Against ?? _source.Options;
        return new ReplayCounts(
            ReplaySide.Create(candidate, settings, _time),
            ReplaySide.Create(current, settings, _time),
            settings.Examples
        );
    }
}
