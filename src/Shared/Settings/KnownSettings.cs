using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace LearningStudio.Settings;

/// <summary>
/// The settings that a section of the configuration may hold. Any other is misspelt or in the wrong place, and the binder
/// would ignore it without a word. Thread-safe once built.
/// </summary>
internal sealed class KnownSettings
{
    private static readonly KnownSettings Value = new() { _isValue = true };
    private readonly SortedDictionary<string, KnownSettings> _named = new(StringComparer.OrdinalIgnoreCase);
    private KnownSettings? _entry;
    private bool _isValue;

    /// <summary>The properties of an options type: values, and lists of values. The others are added with the two methods below.</summary>
    public static KnownSettings From<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions
    >()
    {
        var known = new KnownSettings();
        foreach (PropertyInfo property in typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Type type = property.PropertyType;
            if (!typeof(Delegate).IsAssignableFrom(type))
            {
                known._named[property.Name] =
                    type.IsValueType || type == typeof(string) ? Value : new KnownSettings { _entry = Value };
            }
        }

        return known;
    }

    /// <summary>Says what a property that is an object may hold.</summary>
    public KnownSettings With(string name, KnownSettings section)
    {
        _named[name] = section;
        return this;
    }

    /// <summary>Says what each object of a list or dictionary may hold.</summary>
    public KnownSettings WithEntries(string name, KnownSettings entry)
    {
        _named[name] = new KnownSettings { _entry = entry };
        return this;
    }

    /// <summary>One sentence for each setting that is not known, with its full name. Values, which may be secrets, are not repeated.</summary>
    public IEnumerable<string> Errors(IConfiguration configuration)
    {
        var section = configuration as IConfigurationSection;
        if (!_isValue && !string.IsNullOrEmpty(section?.Value))
        {
            yield return $"{section.Path} takes no value itself: it has {Allowed}.";
        }

        foreach (IConfigurationSection child in configuration.GetChildren())
        {
            if ((_entry ?? _named.GetValueOrDefault(child.Key)) is { } known)
            {
                foreach (string error in known.Errors(child))
                {
                    yield return error;
                }
            }
            else
            {
                yield return $"{child.Path} is not a setting: {section?.Path ?? "the section"} has {Allowed}.";
            }
        }
    }

    private string Allowed =>
        _isValue ? "a single value"
        : _entry is not null ? "entries"
        : string.Join(", ", _named.Keys);
}
