using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Replay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests.Rules;

/// <summary>A scorer with the rules of a test, and no default ones; its clock stands.</summary>
internal sealed class RuleBench : IDisposable, IOptionsChangeTokenSource<ModerationOptions>
{
    private readonly ServiceProvider _services;
    private readonly List<Action<ModerationOptions>> _settings = [];
    private CancellationTokenSource _change = new();

    public RuleBench(Action<ModerationOptions> configure)
    {
        _settings.Add(configure);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IOptionsChangeTokenSource<ModerationOptions>>(this)
            .AddLearningStudioModeration(options =>
            {
                options.UseDefaultRules = false;
                _settings.ForEach(set => set(options));
            })
            .BuildServiceProvider();
    }

    public string Name => Options.DefaultName;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public SpamScorer Scorer => _services.GetRequiredService<SpamScorer>();

    public PostModerator Moderator => _services.GetRequiredService<PostModerator>();

    public RuleStatistics Statistics => _services.GetRequiredService<RuleStatistics>();

    public RuleReplay Replay => _services.GetRequiredService<RuleReplay>();

    public static RuleBench Create(SpamRule rule) => new(options => options.Rules["rule"] = rule);

    /// <summary>The texts that the rules hit in a body.</summary>
    public string[] Hits(string body, RuleContext? context = null) =>
        [.. Scorer.ScoreBody(body, context).Matches.Select(match => body.Substring(match.Offset, match.Length))];

    /// <summary>Changes the options while running, and waits until the change is taken over.</summary>
    public void Change(Action<ModerationOptions> change)
    {
        _settings.Add(change);
        Interlocked.Exchange(ref _change, new CancellationTokenSource()).Cancel();
        Settle();
    }

    /// <summary>Lets the time pass for which a burst of changes is waited for.</summary>
    public void Settle() => Time.Advance(TimeSpan.FromMilliseconds(250));

    public IChangeToken GetChangeToken() => new CancellationChangeToken(_change.Token);

    public void Dispose()
    {
        _services.Dispose();
        _change.Dispose();
    }
}
