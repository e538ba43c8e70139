using LearningStudio.Moderation.Diagnostics;
using LearningStudio.Moderation.Evaluation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace LearningStudio.Moderation.Rules.Loading;

// Rule: readers see valid options and one whole set of rules, never parts of two. Changed options take effect at once; the
//   rules follow a quarter of a second after the last change of a burst, be it of the options or of a file. A change that is
//   invalid, cannot be read, or drops most rules is refused, and the last good options or rules stay. Construction has nothing
//   to fall back to, so it fails and names each bad option, rule and file.
// Threads: Options, Current and Rejected from any thread; one change of the options and one load at a time.
/// <summary>The options and the rules in force.</summary>
internal sealed class RuleSetSource : IDisposable
{
    private const int FewRules = 10;
    private const int MaxReported = 20;
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);
    private static readonly string DefaultName = Microsoft.Extensions.Options.Options.DefaultName;
    private readonly Lock _changing = new();
    private readonly Lock _loading = new();
    private readonly IOptionsFactory<ModerationOptions> _factory;
    private readonly ILogger _logger;
    private readonly ModerationMetrics _metrics;
    private readonly ITimer _timer;
    private readonly RuleFileWatch _files;
    private readonly IDisposable[] _subscriptions;
    private ModerationOptions _options;
    private RuleSet _current;
    private IReadOnlyList<RejectedRule> _rejected;
    private bool _isDisposed;

    /// <param name="factory">Creates and validates the options. A monitor would throw from an invalid change on, at every read.</param>
    /// <param name="changes">Announce changes of the options.</param>
    /// <param name="time">The clock of the debounce.</param>
    /// <param name="metrics">Counts the changes and the rules.</param>
    /// <param name="logger">Logs what was taken over, rejected and refused; null for no log.</param>
    /// <exception cref="OptionsValidationException">An option or a rule is invalid, or a file cannot be taken over at all.</exception>
    public RuleSetSource(
        IOptionsFactory<ModerationOptions> factory,
        IEnumerable<IOptionsChangeTokenSource<ModerationOptions>> changes,
        TimeProvider time,
        ModerationMetrics metrics,
        ILogger<SpamScorer>? logger = null
    )
    {
        _factory = factory;
        _metrics = metrics;
        _logger = logger ?? NullLogger<SpamScorer>.Instance;
        _options = factory.Create(DefaultName);
        (_current, _rejected) = LoadFirst(_options);
        Report();
        _timer = time.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _files = new RuleFileWatch(Schedule);
        _files.Follow(_options.RuleFiles);
        _subscriptions =
        [
            .. changes
                .Where(source => string.IsNullOrEmpty(source.Name))
                .Select(source => ChangeToken.OnChange(source.GetChangeToken, Change)),
        ];
        metrics.Observe(() => Current.Rules.Count, () => Rejected.Count);
    }

    /// <summary>The options of the last valid change.</summary>
    public ModerationOptions Options => Volatile.Read(ref _options);

    /// <summary>The rules in force.</summary>
    public RuleSet Current => Volatile.Read(ref _current);

    /// <summary>The rules that were left out of <see cref="Current"/>.</summary>
    public IReadOnlyList<RejectedRule> Rejected => Volatile.Read(ref _rejected);

    public void Dispose()
    {
        lock (_loading)
        {
            _isDisposed = true;
        }

        foreach (IDisposable subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        _files.Dispose();
        _timer.Dispose();
    }

    // Rules of files may be bad from the start: whoever maintains a list is not always whoever starts the host.
    private static (RuleSet, IReadOnlyList<RejectedRule>) LoadFirst(ModerationOptions options)
    {
        try
        {
            (RuleSet set, IReadOnlyList<RejectedRule> rejected) = RuleLoad.Load(options, null);
            var errors = new ValidateOptionsResultBuilder();
            foreach (RejectedRule rule in rejected)
            {
                if (RuleLoad.OptionOf(rule) is { } option)
                {
                    errors.AddError(rule.Reason, option);
                }
            }

            return errors.Build() is { Failed: true, Failures: var failures }
                ? throw new OptionsValidationException("", typeof(ModerationOptions), failures)
                : (set, rejected);
        }
        catch (RuleFileException exception)
        {
            throw exception.AsInvalidOption();
        }
    }

    // Whoever made the change, usually a watched file, swallows the exception: only the log preserves it.
    private void Change()
    {
        lock (_changing)
        {
            try
            {
                Volatile.Write(ref _options, _factory.Create(DefaultName));
            }
            catch (Exception exception)
            {
                // A value that cannot be converted stands in the message of other exceptions.
                Refuse(
                    exception is OptionsValidationException
                        ? exception.Message
                        : $"{exception.GetType().Name} while the options were read."
                );
                throw;
            }
        }

        Schedule();
    }

    private void Schedule()
    {
        lock (_loading)
        {
            if (!_isDisposed)
            {
                _timer.Change(Debounce, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Reload()
    {
        lock (_loading)
        {
            if (_isDisposed)
            {
                return;
            }

            try
            {
                Load(Options);
            }
            catch (RuleFileException exception)
            {
                Refuse(exception.Message);
            }
#pragma warning disable CA1031 // A timer's callback: what escapes from it ends the process.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Refuse($"{exception.GetType().Name} while it was read.");
            }
        }
    }

    private void Load(ModerationOptions options)
    {
        _files.Follow(options.RuleFiles);
        (RuleSet set, IReadOnlyList<RejectedRule> rejected) = RuleLoad.Load(options, _current);
        if (!options.Limits.MayDropRules && DropsMost(set))
        {
            Refuse("it drops more than half of the rules; set Limits:MayDropRules if that is meant.");
            return;
        }

        Volatile.Write(ref _rejected, rejected);
        Volatile.Write(ref _current, set);
        _metrics.Changed(isTaken: true);
        Report();
    }

    private bool DropsMost(RuleSet set)
    {
        var kept = set.Rules.Select(rule => rule.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        int dropped = _current.Rules.Count(rule => !kept.Contains(rule.Id));
        return _current.Rules.Count >= FewRules && 2 * dropped > _current.Rules.Count;
    }

    private void Refuse(string reason)
    {
        _metrics.Changed(isTaken: false);
        _logger.ChangeRefused(reason);
    }

    private void Report()
    {
        foreach (RejectedRule rule in _rejected.Take(MaxReported))
        {
            _logger.RuleRejected(rule.Id, rule.Source, rule.Reason);
        }

        _logger.RulesTaken(_current.Rules.Count, _rejected.Count, _current.Hash);
    }
}
