using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>
/// The options of the last valid change. A monitor's own <see cref="IOptionsMonitor{T}.CurrentValue"/> throws from an invalid
/// change on, for every post. Thread-safe.
/// </summary>
internal sealed class LastGoodOptions : IDisposable
{
    private readonly IDisposable? _subscription;
    private ModerationOptions _value;

    /// <exception cref="OptionsValidationException">An option is invalid at the start.</exception>
    public LastGoodOptions(IOptionsMonitor<ModerationOptions> options)
    {
        _value = options.CurrentValue;
        _subscription = options.OnChange(changed => Volatile.Write(ref _value, changed));
    }

    public ModerationOptions Value => Volatile.Read(ref _value);

    public void Dispose() => _subscription?.Dispose();
}
