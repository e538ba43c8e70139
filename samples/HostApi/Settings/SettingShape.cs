namespace LearningStudio.HostApi.Settings;

/// <summary>What a setting may hold: a value, entries, or settings of its own by their names.</summary>
internal sealed class SettingShape
{
    private readonly bool _isValue;
    private readonly SettingShape? _entry;
    private readonly Dictionary<string, SettingShape> _named = new(StringComparer.OrdinalIgnoreCase);

    private SettingShape(bool isValue, SettingShape? entry)
    {
        _isValue = isValue;
        _entry = entry;
    }

    public static SettingShape Value { get; } = new(isValue: true, entry: null);

    public static SettingShape Values { get; } = new(isValue: false, Value);

    /// <summary>The names of what it may hold; none for a value or entries.</summary>
    public IEnumerable<string> Names => _named.Keys;

    public static SettingShape Entries(SettingShape entry) => new(isValue: false, entry);

    public static SettingShape Section(params (string Name, SettingShape Shape)[] settings)
    {
        var section = new SettingShape(isValue: false, entry: null);
        foreach ((string name, SettingShape shape) in settings)
        {
            section._named.Add(name, shape);
        }

        return section;
    }

    /// <summary>The properties of an options type that holds values and lists of values.</summary>
    public static SettingShape From<TOptions>() =>
        Section([
            .. typeof(TOptions)
                .GetProperties()
                .OrderBy(property => property.Name, StringComparer.Ordinal)
                .Select(property =>
                    (
                        property.Name,
                        property.PropertyType.IsValueType || property.PropertyType == typeof(string) ? Value : Values
                    )
                ),
        ]);

    /// <summary>One sentence for each setting below this one that does not exist. Values, which may be secrets, are not repeated.</summary>
    public IEnumerable<string> Errors(IConfigurationSection section)
    {
        // An empty list in a file has an empty value.
        if (!_isValue && !string.IsNullOrEmpty(section.Value))
        {
            yield return $"{section.Path} takes no value itself: it has {Allowed}.";
        }

        foreach (IConfigurationSection child in section.GetChildren())
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
                yield return $"{child.Path} is not a setting: {section.Path} has {Allowed}.";
            }
        }
    }

    private string Allowed =>
        _isValue ? "a single value"
        : _entry is not null ? "entries"
        : string.Join(", ", Names);
}
