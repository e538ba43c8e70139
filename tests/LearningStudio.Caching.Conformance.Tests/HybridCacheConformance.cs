using System.Reflection;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests;

/// <summary>Runs every rule against a cache; derive from it for another one.</summary>
/// <remarks>
/// A rule that the table says is not kept must fail: the table claims nothing about a peer that is not so on the day the
/// tests ran.
/// </remarks>
public abstract class HybridCacheConformance
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly (string Text, Func<HybridCache, Task> CheckAsync)[] All =
    [
        .. new[]
        {
            typeof(Rules.Keys),
            typeof(Rules.Values),
            typeof(Rules.Flags),
            typeof(Rules.Callers),
            typeof(Rules.Removals),
            typeof(Rules.Tags),
            typeof(Rules.LateWrites),
        }
            .SelectMany(theme => theme.GetMethods())
            .Where(method => method.IsDefined(typeof(RuleAttribute)))
            .Select(method =>
                (method.GetCustomAttribute<RuleAttribute>()!.Text, method.CreateDelegate<Func<HybridCache, Task>>())
            ),
    ];

    public static TheoryData<string> Texts => [.. All.Select(rule => rule.Text)];

    /// <summary>The cache's column in the table.</summary>
    protected abstract string Contender { get; }

    /// <summary>Makes an empty cache.</summary>
    protected abstract Task<HybridCache> CreateAsync();

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Rule_IsKeptWhereTheTableSaysSo(string rule)
    {
        HybridCache cache = await CreateAsync();
        Exception? failure = await Record.ExceptionAsync(() =>
            All.Single(each => each.Text == rule).CheckAsync(cache).WaitAsync(Patience, TimeProvider.System)
        );

        (failure is null or ShouldAssertException).ShouldBeTrue(
            $"only a failed assertion says that a rule is broken: {failure}"
        );
        (failure is null).ShouldBe(ConformanceTable.Says(Contender, rule), $"{failure}");
    }

    [Fact]
    public void Table_HoldsEveryRuleAndNoOther() =>
        ConformanceTable.Rules.ShouldBe(All.Select(rule => rule.Text), ignoreOrder: false);
}
