using Bogus;

namespace LearningStudio.HostApi.Commands.Seed;

/// <summary>Texts put together from sentences made once, since making each anew would take longer than storing it.</summary>
internal sealed class SeedTexts(int seed)
{
    private const int Kinds = 4096;
    private readonly Random _random = new(seed);
    private readonly string[] _names = Make(seed, faker => faker.Name.FullName());
    private readonly string[] _titles = Make(seed, faker => faker.Hacker.Phrase().TrimEnd('!', '.'));
    private readonly string[] _sentences = Make(seed, faker => faker.Lorem.Sentence(wordCount: 6, range: 8));

    public string Name() => Pick(_names);

    public string Title() => Pick(_titles);

    /// <summary>One to five sentences.</summary>
    public string Body() => string.Join(' ', Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Pick(_sentences)));

    private static string[] Make(int seed, Func<Faker, string> text)
    {
        var faker = new Faker { Random = new Randomizer(seed) };
        return [.. Enumerable.Range(0, Kinds).Select(_ => text(faker))];
    }

    private string Pick(string[] texts) => texts[_random.Next(texts.Length)];
}
