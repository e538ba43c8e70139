using System.Text;
using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Lint;
using LearningStudio.Moderation.Rules.Loading;
using LearningStudio.Moderation.Tests.Rules.Folding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Tests.Rules.Loading;

/// <summary>Whatever stands in rule files and options, a load ends with a set, a file that is refused, or rules that are.</summary>
public sealed class RuleLoaderFuzzTests : IDisposable
{
    private const int Seed = 20260401;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly string[] Files =
    [
        """
            {
              "a": { "Pattern": "cheap\\s+(?:watches|carpets)+", "Weight": 2.5, "Scopes": ["shop", "!swap"], "MaxTrust": 1 },
              "b": { "Pattern": "link-count min=3", "Kind": "Detector", "Fields": "Title, Urls", "State": "Shadow" },
              "c": { "Pattern": "(a+)+b(?=c)", "Expires": "2027-01-01T00:00:00Z", "Note": "\u00e9\ud83d\ude00",
                     "Examples": { "Match": ["aabc"], "NoMatch": ["x"] } },
            }
            """,
        """
            # a comment
            #! Weight=2
            #! Template=\b(?:{0})\b
            cheap\s+watches
            #! Kind=Word
            casino
            #! Fields=Title, Urls
            (a+)+b
            """,
    ];

    private static readonly string[] Tokens =
    [
        "null",
        "[null]",
        "{}",
        "[]",
        "\"\"",
        "-1",
        "1e999",
        "true",
        "\"\\ud800\"",
        "\"\\u0000\"",
        ",",
        "{",
        "}",
        "\"Pattern\":",
        "#! ",
        "Kind=9",
        "Fields=-1",
        "\n",
        "\\",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("rules.json")]
    [InlineData("rules.txt")]
    public Task AnyBytes_AreAFile(string name) =>
        Within(() =>
        {
            var random = new Random(Seed);
            string path = Path.Combine(_folder, name);
            for (int round = 0; round < 1_500; round++)
            {
                byte[] bytes = Bytes(random);
                File.WriteAllBytes(path, bytes);
                ModerationOptions options = Options();
                options.RuleFiles.Add(new RuleFile { Path = path });
                Load(options, $"seed {Seed}, round {round}: {Convert.ToHexString(bytes)}");
            }
        });

    [Fact]
    public Task AnyPattern_IsARuleOrIsRefused() =>
        Within(() =>
        {
            var random = new Random(Seed);
            for (int round = 0; round < 3_000; round++)
            {
                SpamRule rule = Rule(random);
                ModerationOptions options = Options();
                options.Rules["rule"] = rule;
                Load(options, $"seed {Seed}, round {round}: {rule.Kind} {rule.Pattern}");
            }
        });

    [Fact]
    public Task AnyPath_IsAFileOrIsRefused() =>
        Within(() =>
        {
            var random = new Random(Seed);
            for (int round = 0; round < 500; round++)
            {
                string path = RandomTexts.Next(random);
                ModerationOptions options = Options();
                options.RuleFiles.Add(new RuleFile { Path = Path.Combine(_folder, path), Template = path });
                Load(options, $"seed {Seed}, round {round}: {path}");
            }
        });

    private static void Load(ModerationOptions options, string clue)
    {
        try
        {
            // The one who starts a host, the one who asks, and the one who reloads; the last only what was valid.
            using ServiceProvider services = new ServiceCollection()
                .AddLearningStudioModeration()
                .BuildServiceProvider();
            bool isValid = !services
                .GetRequiredService<IValidateOptions<ModerationOptions>>()
                .Validate(null, options)
                .Failed;
            RuleLint.Check(options);
            if (isValid)
            {
                RuleSet set = RuleLoad.Load(options, null).Set;
                TextEvaluator.Evaluate(
                    set,
                    "cheap watches aaaab",
                    RuleFields.Body,
                    RuleContext.None,
                    TimeProvider.System
                );
            }
        }
        catch (RuleFileException)
        {
            return;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(clue, exception);
        }
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        if (random.Next(4) == 0)
        {
            return bytes;
        }

        var text = new StringBuilder(Files[random.Next(Files.Length)]);
        for (int edits = random.Next(1, 6); edits > 0; edits--)
        {
            int at = random.Next(text.Length);
            text.Remove(at, Math.Min(random.Next(8), text.Length - at)).Insert(at, Piece(random));
        }

        byte[] edited = Encoding.UTF8.GetBytes(text.ToString());
        return random.Next(4) == 0 ? edited[..random.Next(edited.Length)] : edited;
    }

    private static string Piece(Random random) =>
        random.Next(4) switch
        {
            0 => Tokens[random.Next(Tokens.Length)],
            1 => HostilePatterns.Next(random),
            2 => RandomTexts.Next(random, 6),
            _ => "",
        };

    private static SpamRule Rule(Random random)
    {
        var rule = new SpamRule
        {
            Pattern = random.Next(10) == 0 ? RandomTexts.Next(random) : HostilePatterns.Next(random),
            Kind = (RuleKind)(random.Next(3) == 0 ? random.Next(6) : 0),
            MatchCase = random.Next(4) == 0,
        };
        if (random.Next(3) == 0)
        {
            rule.Examples.NoMatch.Add(new string('a', 3_000) + "!");
            rule.Examples.NoMatch.Add(RandomTexts.Next(random));
        }

        return rule;
    }

    private static ModerationOptions Options()
    {
        var options = new ModerationOptions { UseDefaultRules = false };
        options.Limits.RuleTime = TimeSpan.FromMilliseconds(2);
        options.Limits.TextTime = TimeSpan.FromMilliseconds(20);
        return options;
    }

    private static async Task Within(Action action) => await Task.Run(action).WaitAsync(Deadline);
}
