using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Tests.Policies;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<VersionedCacheOptions>> Invalid =>
        new()
        {
            { "DefaultExpiration", o => o.DefaultExpiration = TimeSpan.Zero },
            { "DefaultExpiration", o => o.DefaultExpiration = TimeSpan.FromHours(24) + TimeSpan.FromTicks(1) },
            { "LocalExpiration", o => o.LocalExpiration = TimeSpan.Zero },
            { "Limits.LocalCapacity", o => o.Limits.LocalCapacity = 2 },
            { "Limits.LocalCapacity", o => o.Limits.LocalCapacity = 10_000_001 },
            { "Limits.MaxKeyLength", o => o.Limits.MaxKeyLength = 0 },
            { "Limits.MaxKeyLength", o => o.Limits.MaxKeyLength = 65_537 },
            { "Limits.MaxPayloadBytes", o => o.Limits.MaxPayloadBytes = 0 },
            { "Limits.MaxPayloadBytes", o => o.Limits.MaxPayloadBytes = (1024 * 1024 * 1024) + 1 },
            { "Limits.InvalidationRecords", o => o.Limits.InvalidationRecords = 0 },
            { "Limits.InvalidationRecords", o => o.Limits.InvalidationRecords = 10_000_001 },
            { "Limits.MaxExpiration", o => o.Limits.MaxExpiration = TimeSpan.FromSeconds(0.9) },
            { "Limits.MaxExpiration", o => o.Limits.MaxExpiration = TimeSpan.FromDays(30.1) },
            { "Policies.forums.Pattern", o => o.Policies["forums"] = new CachePolicy() },
            {
                "Policies.forums.Expiration",
                o => o.Policies["forums"] = new CachePolicy { Pattern = "f", Expiration = TimeSpan.Zero }
            },
            {
                "Policies.forums.LocalExpiration",
                o => o.Policies["forums"] = new CachePolicy { Pattern = "f", LocalExpiration = TimeSpan.FromDays(2) }
            },
            { "Limits.CompressionThresholdBytes", o => o.Limits.CompressionThresholdBytes = 127 },
            { "Limits.CompressionThresholdBytes", o => o.Limits.CompressionThresholdBytes = (1024 * 1024 * 1024) + 1 },
        };

    public static TheoryData<string, CachePolicy> InvalidPolicies
    {
        get
        {
            var policies = new TheoryData<string, CachePolicy>();
            Array.ForEach([-0.1, 0.91, double.NaN], jitter => policies.Add("Jitter", new() { Jitter = jitter }));
            foreach (TimeSpan span in new[] { TimeSpan.FromTicks(-1), TimeSpan.FromDays(2) })
            {
                policies.Add("RefreshAhead", new CachePolicy { RefreshAhead = span });
                policies.Add("FailSafe", new CachePolicy { FailSafe = span });
                policies.Add("NegativeExpiration", new CachePolicy { NegativeExpiration = span });
            }

            var minute = TimeSpan.FromMinutes(1);
            policies.Add("RefreshAhead", new CachePolicy { RefreshAhead = TimeSpan.Zero });
            policies.Add("RefreshAhead", new CachePolicy { Expiration = minute, RefreshAhead = minute });
            policies.Add("FailSafe", new CachePolicy { FailSafe = TimeSpan.Zero });
            policies.Add("FailSafe", new CachePolicy { Expiration = minute, FailSafe = TimeSpan.FromHours(24) });
            policies.Add("Audit", new CachePolicy { Audit = 1.1 });
            policies.Add("Version", new CachePolicy { Version = -1 });
            return policies;
        }
    }

    public static TheoryData<CachePolicy> ValidPolicies =>
        new(
            new CachePolicy { Jitter = 0 },
            new CachePolicy { Jitter = 0.9 },
            new CachePolicy { Expiration = TimeSpan.FromMinutes(1), RefreshAhead = TimeSpan.FromSeconds(59) },
            new CachePolicy { RefreshAhead = TimeSpan.FromTicks(1), FailSafe = TimeSpan.FromTicks(1) },
            new CachePolicy { FailSafe = TimeSpan.FromHours(24), NegativeExpiration = TimeSpan.FromHours(24) },
            new CachePolicy { NegativeExpiration = TimeSpan.Zero, Version = 0 }
        );

    public static TheoryData<string, Action<VersionedCacheOptions>> InvalidInRedis =>
        new()
        {
            { "Version", o => o.Version = -1 },
            { "KeyPrefix", o => o.KeyPrefix = "" },
            { "KeyPrefix", o => o.KeyPrefix = "a b" },
            { "KeyPrefix", o => o.KeyPrefix = new string('a', 129) },
            { "Redis.OperationTimeout", o => o.Redis.OperationTimeout = TimeSpan.FromMilliseconds(9) },
            { "Redis.OperationTimeout", o => o.Redis.OperationTimeout = TimeSpan.FromMilliseconds(60_001) },
            { "Redis.FallbackExpiration", o => o.Redis.FallbackExpiration = TimeSpan.FromTicks(-1) },
            { "Redis.FallbackExpiration", o => o.Redis.FallbackExpiration = TimeSpan.FromHours(24.1) },
            { "Redis.HeartbeatInterval", o => o.Redis.HeartbeatInterval = TimeSpan.FromMilliseconds(9) },
            { "Redis.HeartbeatInterval", o => o.Redis.HeartbeatInterval = TimeSpan.FromMilliseconds(60_001) },
            { "Redis.FillWaitTimeout", o => o.Redis.FillWaitTimeout = TimeSpan.FromTicks(-1) },
            { "Redis.FillWaitTimeout", o => o.Redis.FillWaitTimeout = TimeSpan.FromMilliseconds(60_001) },
            { "Redis.JournalCapacity", o => o.Redis.JournalCapacity = 0 },
            { "Redis.JournalCapacity", o => o.Redis.JournalCapacity = 1_000_001 },
            { "Redis.SweepInterval", o => o.Redis.SweepInterval = TimeSpan.FromTicks(-1) },
            { "Redis.SweepInterval", o => o.Redis.SweepInterval = TimeSpan.FromHours(24.1) },
            { "Redis.Configuration", o => o.Redis.Configuration = "localhost,nonsense=1" },
            { "Redis.Configuration", o => o.Redis.Configuration = "http://localhost" },
            { "Redis.Configuration", o => o.Redis.Configuration = "redis://localhost/first" },
            { "Redis.Configuration", o => o.Redis.Configuration = ",ssl=true" },
        };

    public static TheoryData<Action<VersionedCacheOptions>> Valid =>
        new()
        {
            _ => { },
            o => o.DefaultExpiration = TimeSpan.FromTicks(1),
            o => o.DefaultExpiration = TimeSpan.FromHours(24),
            o => o.LocalExpiration = TimeSpan.FromTicks(1),
            o => o.Limits.LocalCapacity = 3,
            o => o.Limits.LocalCapacity = 10_000_000,
            o => o.Limits.MaxKeyLength = 1,
            o => o.Limits.MaxKeyLength = 65_536,
            o => o.Limits.MaxPayloadBytes = 1,
            o => o.Limits.MaxPayloadBytes = 1024 * 1024 * 1024,
            o => o.Limits.InvalidationRecords = 1,
            o => o.Limits.InvalidationRecords = 10_000_000,
            o => o.Limits.MaxExpiration = TimeSpan.FromDays(30),
            o => o.Policies["forums"] = new CachePolicy { Pattern = "f", Expiration = TimeSpan.FromTicks(1) },
            o => o.Version = 0,
            o => o.KeyPrefix = "a",
            o => o.KeyPrefix = new string('a', 128),
            o => o.Redis.OperationTimeout = TimeSpan.FromMilliseconds(10),
            o => o.Redis.OperationTimeout = TimeSpan.FromMinutes(1),
            o => o.Redis.FallbackExpiration = TimeSpan.Zero,
            o => o.Redis.FallbackExpiration = TimeSpan.FromHours(24),
            o => o.Redis.HeartbeatInterval = TimeSpan.FromMilliseconds(10),
            o => o.Redis.HeartbeatInterval = TimeSpan.FromMinutes(1),
            o => o.Redis.FillWaitTimeout = TimeSpan.Zero,
            o => o.Redis.FillWaitTimeout = TimeSpan.FromMinutes(1),
            o => o.Redis.JournalCapacity = 1,
            o => o.Redis.JournalCapacity = 1_000_000,
            o => o.Redis.SweepInterval = TimeSpan.Zero,
            o => o.Redis.SweepInterval = TimeSpan.FromHours(24),
            o => o.Redis.Configuration = "localhost:6379,ssl=true",
            o => o.Redis.Configuration = "rediss://user:p%40ss@host:6380/2",
        };

    [Theory]
    [MemberData(nameof(Invalid))]
    [MemberData(nameof(InvalidInRedis))]
    public void OutOfBounds_IsRefusedByName(string option, Action<VersionedCacheOptions> change) =>
        Should.Throw<OptionsValidationException>(() => Validate(change)).Message.ShouldContain(option);

    [Theory]
    [MemberData(nameof(Valid))]
    public void OnTheBound_IsAccepted(Action<VersionedCacheOptions> change) => Should.NotThrow(() => Validate(change));

    [Theory]
    [MemberData(nameof(InvalidPolicies))]
    public void PolicyOutOfBounds_IsRefusedByName(string option, CachePolicy policy)
    {
        policy.Pattern = "forum:*";

        Should
            .Throw<OptionsValidationException>(() => Validate(o => o.Policies["forums"] = policy))
            .Message.ShouldContain($"Policies.forums.{option}");
    }

    [Theory]
    [MemberData(nameof(ValidPolicies))]
    public void PolicyOnTheBound_IsAccepted(CachePolicy policy)
    {
        policy.Pattern = "forum:*";

        Should.NotThrow(() => Validate(o => o.Policies["forums"] = policy));
    }

    private static VersionedCacheOptions Validate(Action<VersionedCacheOptions> change)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioCaching(change)
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<VersionedCacheOptions>>().Value;
    }
}
