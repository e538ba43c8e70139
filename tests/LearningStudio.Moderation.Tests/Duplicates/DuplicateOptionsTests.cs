using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Tests.Duplicates;

public sealed class DuplicateOptionsTests
{
    [Theory]
    [InlineData("Duplicate", "0.5", true)]
    [InlineData("Duplicate", "1", true)]
    [InlineData("Duplicate", "0.49", false)]
    [InlineData("Duplicate", "1.01", false)]
    [InlineData("Duplicate", "NaN", false)]
    [InlineData("Near", "0.3", true)]
    [InlineData("Near", "0.8", true)]
    [InlineData("Near", "0.29", false)]
    [InlineData("Near", "0.81", false)]
    [InlineData("MaxBucket", "1", true)]
    [InlineData("MaxBucket", "1000", true)]
    [InlineData("MaxBucket", "0", false)]
    [InlineData("MaxBucket", "1001", false)]
    [InlineData("Retention", "1.00:00:00", true)]
    [InlineData("Retention", "3650.00:00:00", true)]
    [InlineData("Retention", "0.23:59:59", false)]
    [InlineData("Retention", "3650.00:00:01", false)]
    [InlineData("Key", "", true)]
    [InlineData("Key", "0123456789abcdef", true)]
    [InlineData("Key", "0123456789abcde", false)]
    public void Option_HasBounds(string option, string value, bool isAccepted)
    {
        using ServiceProvider services = Services(option, value);

        var read = () => services.GetRequiredService<IOptionsMonitor<ModerationOptions>>().CurrentValue;

        if (isAccepted)
        {
            Should.NotThrow(read);
        }
        else
        {
            Should.Throw<OptionsValidationException>(read).Message.ShouldContain($"Moderation:Duplicates:{option}");
        }
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Key_HasAMostLengthAndIsNotTold(int length, bool isAccepted)
    {
        string key = new('k', length);
        using ServiceProvider services = Services("Key", key);

        Exception? refused = Record.Exception(() =>
            services.GetRequiredService<IOptionsMonitor<ModerationOptions>>().CurrentValue
        );

        (refused is null).ShouldBe(isAccepted);
        (refused?.Message ?? "").ShouldNotContain("kkkk");
    }

    private static ServiceProvider Services(string option, string value) =>
        new ServiceCollection()
            .AddLearningStudioModeration(
                new ConfigurationBuilder().AddInMemoryCollection([new($"Duplicates:{option}", value)]).Build()
            )
            .BuildServiceProvider();
}
