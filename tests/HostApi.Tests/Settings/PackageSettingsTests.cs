using System.Collections;
using System.Reflection;
using LearningStudio.Caching;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Tests.Settings;

/// <summary>Every package refuses a setting that it does not have, wherever it stands, and takes all that it has.</summary>
public sealed class PackageSettingsTests
{
    private const string Section = "Some:Place";
    private static readonly Dictionary<Type, Action<IServiceCollection, IConfiguration>> Packages = new()
    {
        [typeof(VersionedCacheOptions)] = (services, section) => services.AddLearningStudioCaching(section),
        [typeof(ModerationOptions)] = (services, section) => services.AddLearningStudioModeration(section),
        [typeof(ForumRepositoriesOptions)] = (services, section) => services.AddLearningStudioRepositories(section),
        [typeof(ForumStatisticsOptions)] = (services, section) => services.AddLearningStudioStatistics(section),
    };

    /// <summary>Each object that the options of a package consist of, by the path of its settings.</summary>
    public static TheoryData<Type, string> Objects
    {
        get
        {
            var table = new TheoryData<Type, string>();
            foreach (Type package in Packages.Keys)
            {
                foreach (string path in Paths(package, "").Objects)
                {
                    table.Add(package, path);
                }
            }

            return table;
        }
    }

    public static TheoryData<Type> All => [.. Packages.Keys];

    [Theory]
    [MemberData(nameof(Objects))]
    public void MisspeltSetting_IsRefusedByItsFullName(Type package, string path)
    {
        string setting = $"{Section}:{path}Misspelt";

        string error = ErrorsOf(package, (setting, "hunter2"))
            .ShouldHaveSingleItem(string.Join('\n', ErrorsOf(package, (setting, "hunter2"))));

        error.ShouldStartWith($"{setting} is not a setting: {Section}:{path}".TrimEnd(':'));
        error.ShouldNotContain("hunter2");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void EverySetting_IsKnown(Type package)
    {
        (string, string)[] settings =
        [
            .. Paths(package, "").Values.Select(setting => ($"{Section}:{setting.Path}", setting.Sample)),
        ];

        settings.Length.ShouldBeGreaterThan(9);
        ErrorsOf(package, settings).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SOME:PLACE:REDIS:CONFIGURATION", null)]
    [InlineData("Some:Place:Redis", "Some:Place:Redis takes no value itself: it has Configuration")]
    [InlineData("Some:Place:Policies:a", "Some:Place:Policies:a takes no value itself: it has Audit")]
    [InlineData("Some:Place:KeyPrefix:0", "Some:Place:KeyPrefix:0 is not a setting")]
    public void CaseIsFree_AndPlacesAreNot(string setting, string? expected)
    {
        string[] errors = ErrorsOf(typeof(VersionedCacheOptions), (setting, "hunter2"));

        errors.Length.ShouldBe(expected is null ? 0 : 1);
        errors.ShouldAllBe(error => error.StartsWith(expected!) && !error.Contains("hunter2"));
    }

    /// <summary>What is said of settings, and not of their values.</summary>
    private static string[] ErrorsOf(Type package, params (string Key, string Value)[] settings)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        Packages[package](services, configuration.GetSection(Section));
        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return
            [
                .. refused.Failures.Where(failure =>
                    failure.Contains("is not a setting", StringComparison.Ordinal)
                    || failure.Contains("takes no value", StringComparison.Ordinal)
                ),
            ];
        }
    }

    // What the binder can give: an object by the name of its property, those of a list or dictionary by a key.
    private static (List<string> Objects, List<(string Path, string Sample)> Values) Paths(Type type, string path)
    {
        (List<string> Objects, List<(string, string)> Values) found = ([path], []);
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Type held = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            bool isList = held != typeof(string) && typeof(IEnumerable).IsAssignableFrom(held);
            Type item = isList ? held.GetGenericArguments()[^1] : held;
            string name = $"{path}{property.Name}" + (isList ? ":0" : "");
            if (SampleOf(item) is { } sample)
            {
                found.Values.Add((name, sample));
            }
            else if (!typeof(Delegate).IsAssignableFrom(item))
            {
                (List<string> objects, List<(string, string)> values) = Paths(item, name + ":");
                found.Objects.AddRange(objects);
                found.Values.AddRange(values);
            }
        }

        return found;
    }

    private static string? SampleOf(Type type) =>
        type.IsEnum ? Enum.GetNames(type)[0]
        : type == typeof(string) ? "text"
        : type == typeof(bool) ? "true"
        : type == typeof(TimeSpan) ? "00:01:00"
        : type == typeof(DateTimeOffset) ? "2026-01-01"
        : type.IsPrimitive ? "1"
        : null;
}
