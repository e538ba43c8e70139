using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Reads a list of patterns, one a line.</summary>
/// <param name="file">The file's options, in force until a line of the list sets others.</param>
/// <param name="name">The file's name.</param>
/// <param name="rejected">Takes the lines that set no option although they begin as such.</param>
internal sealed class RuleListReader(RuleFile file, string name, ICollection<RejectedRule> rejected)
{
    private readonly string _stem = Path.GetFileNameWithoutExtension(name);
    private readonly SpamRule _options = new()
    {
        Category = file.Category,
        Weight = file.Weight,
        State = file.State,
    };

    private string _template = file.Template;

    public IEnumerable<SourcedRule> Read(string text)
    {
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (line.StartsWith("#!", StringComparison.Ordinal))
            {
                SetOption(line[2..].Trim(), number);
            }
            else if (!string.IsNullOrWhiteSpace(line) && line[0] != '#')
            {
                yield return RuleOf(line, number);
            }
        }
    }

    // By content, so that statistics follow a pattern that moves within the list.
    private string IdOf(string pattern) =>
        $"{_stem}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pattern)))[..10]}";

    private string SourceOf(int line) => string.Create(CultureInfo.InvariantCulture, $"{name}:{line}");

    private SourcedRule RuleOf(string line, int number) =>
        new(
            IdOf(line),
            SourceOf(number),
            new SpamRule
            {
                Pattern = _template.Replace("{0}", line, StringComparison.Ordinal),
                Category = _options.Category,
                Kind = _options.Kind,
                Fields = _options.Fields,
                MatchCase = _options.MatchCase,
                RawOnly = _options.RawOnly,
                Weight = _options.Weight,
                State = _options.State,
                MaxTrust = _options.MaxTrust,
            }
        );

    private void SetOption(string setting, int line)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        string option = equals < 0 ? setting : setting[..equals].TrimEnd();
        string value = equals < 0 ? "" : setting[(equals + 1)..].TrimStart();
        if (!TrySet(option, value))
        {
            rejected.Add(
                new RejectedRule(
                    _stem,
                    SourceOf(line),
                    "sets no option: write #! and Category, Kind, Fields, MatchCase, RawOnly, Weight, State, MaxTrust or Template, = and a value of it."
                )
            );
        }
    }

    private bool TrySet(string option, string value)
    {
        switch (option.ToUpperInvariant())
        {
            case "CATEGORY":
                _options.Category = value;
                return true;
            case "TEMPLATE" when value.Contains("{0}", StringComparison.Ordinal):
                _template = value;
                return true;
            case "KIND":
                return Set(Enum.TryParse(value, ignoreCase: true, out RuleKind kind), () => _options.Kind = kind);
            case "FIELDS":
                return Set(
                    Enum.TryParse(value, ignoreCase: true, out RuleFields fields),
                    () => _options.Fields = fields
                );
            case "STATE":
                return Set(Enum.TryParse(value, ignoreCase: true, out RuleState state), () => _options.State = state);
            case "MATCHCASE":
                return Set(bool.TryParse(value, out bool matchCase), () => _options.MatchCase = matchCase);
            case "RAWONLY":
                return Set(bool.TryParse(value, out bool rawOnly), () => _options.RawOnly = rawOnly);
            case "WEIGHT":
                bool isNumber = double.TryParse(
                    value,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out double weight
                );
                return Set(isNumber, () => _options.Weight = weight);
            case "MAXTRUST":
                bool isLevel = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int level);
                return Set(isLevel, () => _options.MaxTrust = level);
            default:
                return false;
        }
    }

    private static bool Set(bool isValid, Action set)
    {
        if (isValid)
        {
            set();
        }

        return isValid;
    }
}
