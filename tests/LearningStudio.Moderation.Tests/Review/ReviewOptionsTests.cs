using LearningStudio.Moderation.Review;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Tests.Review;

public sealed class ReviewOptionsTests
{
    public static TheoryData<string, string, string> OutOfRange =>
        new()
        {
            { "Lease", "00:00:09.9", "1.00:00:01" },
            { "MaxBatch", "0", "101" },
            { "UndoWindow", "-00:00:01", "30.00:00:01" },
            { "InfoWait", "00:00:59", "90.00:00:01" },
            { "Retention", "23:59:59", "3650.00:00:01" },
            { "LogRetention", "23:59:59", "36500.00:00:01" },
            { "Deadlines:Priority1", "00:00:59", "4.04:00:01" },
            { "Deadlines:Priority2", "00:00:59", "4.04:00:01" },
            { "Deadlines:Priority3", "00:00:59", "4.04:00:01" },
            { "Deadlines:Priority4", "00:00:59", "4.04:00:01" },
            { "Reports:MaxWeight", "NaN", "100.1" },
            { "Reports:DailyLimit", "0", "1000001" },
            { "Reports:Priority", "0", "5" },
        };

    public static TheoryData<string, string, string> InRange =>
        new()
        {
            { "Lease", "00:00:10", "1.00:00:00" },
            { "MaxBatch", "1", "100" },
            { "UndoWindow", "00:00:00", "30.00:00:00" },
            { "InfoWait", "00:01:00", "90.00:00:00" },
            { "Retention", "1.00:00:00", "3650.00:00:00" },
            { "LogRetention", "1.00:00:00", "36500.00:00:00" },
            { "Deadlines:Priority1", "00:01:00", "4.04:00:00" },
            { "Reports:MaxWeight", "1", "100" },
            { "Reports:DailyLimit", "1", "1000000" },
            { "Reports:Priority", "1", "4" },
        };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void OutOfRange_IsNamedWithItsBounds(string option, string below, string above)
    {
        foreach (string value in new[] { below, above })
        {
            var refused = Should.Throw<OptionsValidationException>(() => Read(option, value));

            refused.Message.ShouldContain($"Moderation:Review:{option}: is ");
            refused.Message.ShouldContain("must be from");
        }
    }

    [Theory]
    [MemberData(nameof(InRange))]
    public void BothEnds_AreTaken(string option, string least, string most)
    {
        Read(option, least);
        Read(option, most);
    }

    [Fact]
    public void Defaults_AreThoseOfTheClassicProfile()
    {
        ReviewOptions review = new ModerationOptions().Review;

        review.Lease.ShouldBe(TimeSpan.FromMinutes(10));
        review.Deadlines.Priority1.ShouldBe(TimeSpan.FromHours(100));
        review.Reports.Weighted.ShouldBeFalse();
    }

    private static ModerationOptions Read(string option, string value)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create($"Moderation:Review:{option}", (string?)value)])
            .Build();
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioModeration(configuration.GetSection("Moderation"))
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<ModerationOptions>>().Value;
    }
}
