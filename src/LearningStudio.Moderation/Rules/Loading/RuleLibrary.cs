using LearningStudio.Moderation.Diagnostics;
using LearningStudio.Moderation.Evaluation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

// Rule: readers see one whole set or the next. A change is taken over a quarter of a second after the last one of a
//   burst; one that cannot be read, or drops most rules, is refused and the last good set stays.
// Threads: Current and Rejected by anyone; one load at a time.
internal sealed class RuleLibrary : IDisposable
{
    private const int FewRules = 10;
    private const int MaxReported = 20;
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);

    private readonly Lock _loading = new();
    private readonly ILogger _logger;
    private readonly ModerationMetrics _metrics;
    private readonly ITimer _timer;
    private readonly RuleFileWatch _files;
    private readonly IDisposable? _subscription;
    private ModerationOptions _options;
    private RuleSet _current;
    private IReadOnlyList<RejectedRule> _rejected;
    private bool _isDisposed;

    /// <exception cref="OptionsValidationException">An option is invalid, or a file cannot be taken over at all.</exception>
    public RuleLibrary(
        IOptionsMonitor<ModerationOptions> options,
        FirstLoad first,
        TimeProvider time,
        ModerationMetrics metrics,
        ILogger<SpamScorer> logger
    )
    {
        _logger = logger;
        _metrics = metrics;
        _options = options.CurrentValue;
        (_current, _rejected) = LoadFirst(first, _options);
        Report();
        _timer = time.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _files = new RuleFileWatch(Schedule);
        _files.Follow(_options.RuleFiles);
        _subscription = options.OnChange(Take);
        metrics.Observe(() => Current.Rules.Count, () => Rejected.Count);
    }

    public RuleSet Current => Volatile.Read(ref _current);

    public IReadOnlyList<RejectedRule> Rejected => Volatile.Read(ref _rejected);

    public void Dispose()
    {
        lock (_loading)
        {
            _isDisposed = true;
        }

        _subscription?.Dispose();
        _files.Dispose();
        _timer.Dispose();
    }

    private static (RuleSet, IReadOnlyList<RejectedRule>) LoadFirst(FirstLoad first, ModerationOptions options)
    {
        try
        {
            return first.Take(options);
        }
        catch (RuleFileException exception)
        {
            throw exception.AsInvalidOption();
        }
    }

    private void Take(ModerationOptions options)
    {
        lock (_loading)
        {
            _options = options;
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
                _files.Follow(_options.RuleFiles);
                (RuleSet set, IReadOnlyList<RejectedRule> rejected) = RuleLoad.Load(_options, _current);
                if (!_options.Limits.MayDropRules && DropsMost(set))
                {
                    Refuse("it drops more than half of the rules; set Limits:MayDropRules if that is meant.");
                    return;
                }

                Volatile.Write(ref _rejected, rejected);
                Volatile.Write(ref _current, set);
                _metrics.Changed(isTaken: true);
                Report();
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
