using Microsoft.Extensions.Options;

namespace LearningStudio.Statistics.Cached;

internal sealed class ForumStatisticsOptionsValidator : IValidateOptions<ForumStatisticsOptions>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, ForumStatisticsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        TimeSpan least = TimeSpan.FromTicks(1);
        InRange(result, nameof(options.SiteExpiration), options.SiteExpiration, least, Day);
        InRange(result, nameof(options.ForumExpiration), options.ForumExpiration, least, Day);
        InRange(result, nameof(options.UserExpiration), options.UserExpiration, least, Day);
        InRange(result, nameof(options.ActivityExpiration), options.ActivityExpiration, least, Day);
        InRange(result, nameof(options.OnlineExpiration), options.OnlineExpiration, least, Day);
        InRange(result, nameof(options.TrendingExpiration), options.TrendingExpiration, least, Day);
        InRange(result, nameof(options.OnlineWindow), options.OnlineWindow, TimeSpan.FromMinutes(1), Day);
        InRange(result, nameof(options.OnlineListLimit), options.OnlineListLimit, 1, 1000);
        InRange(result, nameof(options.TrendingListLimit), options.TrendingListLimit, 1, 100);
        InRange(result, nameof(options.TrendingAbove), options.TrendingAbove, 0, 1_000_000);
        return result.Build();
    }

    private static void InRange<T>(ValidateOptionsResultBuilder result, string option, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            result.AddError($"is {value} and must be from {least} to {most}.", option);
        }
    }
}
