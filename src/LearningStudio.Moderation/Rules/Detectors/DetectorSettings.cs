using System.Globalization;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>Reads a detector's settings; names in any case. Each error names the setting, its bound and the remedy.</summary>
internal sealed class DetectorSettings(string detector, IReadOnlyDictionary<string, string> settings)
{
    private static readonly char[] Separators = [' ', ',', ';', '\t', '\r', '\n'];

    private readonly Dictionary<string, string> _settings = new(settings, StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _known = [];

    /// <summary>A whole number within bounds, both included.</summary>
    public int Int(string name, int byDefault, int min, int max)
    {
        if (Value(name) is not { } text)
        {
            return byDefault;
        }

        bool isInt = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
        return isInt && value >= min && value <= max
            ? value
            : throw Error(
                name,
                string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"),
                byDefault.ToString(CultureInfo.InvariantCulture)
            );
    }

    /// <summary>A share from 0.01 to 1.</summary>
    public double Share(string name, double byDefault)
    {
        if (Value(name) is not { } text)
        {
            return byDefault;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber && value is >= 0.01 and <= 1
            ? value
            : throw Error(
                name,
                "must be a share from 0.01 to 1, with a point",
                byDefault.ToString(CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Domains, separated by spaces, commas, semicolons or lines; none without the setting.</summary>
    public IReadOnlyList<string> Hosts(string name)
    {
        string[] hosts = (Value(name) ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        string? wrong = Array.Find(
            hosts,
            host => host.AsSpan().ContainsAny("/:@*") || HostName.FromAuthority(host).Length == 0
        );
        return wrong is null
            ? hosts
            : throw new FormatException(
                $"{Name(name)} holds \"{wrong}\", which is no host. Write a domain alone, as in example.com; its "
                    + "subdomains are included."
            );
    }

    /// <summary>Domains, at least one.</summary>
    public IReadOnlyList<string> RequiredHosts(string name) =>
        Hosts(name) is { Count: > 0 } hosts
            ? hosts
            : throw new FormatException($"{Name(name)} is missing; it must name at least one host, as in example.com.");

    /// <summary>Refuses settings that were given and not read.</summary>
    public void RefuseOthers()
    {
        string? other = _settings.Keys.FirstOrDefault(name => !_known.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (other is not null)
        {
            string known = _known.Count == 0 ? "none" : string.Join(", ", _known);
            throw new FormatException(
                $"Detector \"{detector}\" has no setting \"{other}\"; its settings are: {known}. Correct the name or "
                    + "remove it."
            );
        }
    }

    /// <summary>How errors name a setting.</summary>
    public string Name(string setting) => $"Detector \"{detector}\": setting \"{setting}\"";

    private FormatException Error(string name, string bound, string byDefault) =>
        new($"{Name(name)} is \"{_settings[name]}\"; it {bound}. Correct it, or remove it for {byDefault}.");

    private string? Value(string name)
    {
        _known.Add(name);
        return _settings.GetValueOrDefault(name);
    }
}
