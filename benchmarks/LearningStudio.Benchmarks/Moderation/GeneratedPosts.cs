namespace LearningStudio.Benchmarks.Moderation;

/// <summary>
/// Posts of sentences that other posts have too, and one in a hundred a copy of a template: the hard case of a lookup, whose
/// candidates grow with the posts.
/// </summary>
internal sealed class GeneratedPosts
{
    public const int TemplateShare = 100;
    private const int Templates = 30;
    private const int Sentences = 35_000;
    private const int Words = 5000;
    private readonly Random _random = new(20260115);
    private readonly string[] _words;
    private readonly string[] _sentences;
    private readonly string[] _templates;

    public GeneratedPosts()
    {
        _words = [.. Enumerable.Range(0, Words).Select(_ => Word())];
        _sentences = [.. Enumerable.Range(0, Sentences).Select(_ => Sentence())];
        _templates = [.. Enumerable.Range(0, Templates).Select(_ => Post(8))];
    }

    /// <summary>The next post, and the number of the template that it copies.</summary>
    public (string Text, int? Template) Next()
    {
        if (_random.Next(TemplateShare) > 0)
        {
            return (Post(_random.Next(2, 7)), null);
        }

        int template = _random.Next(Templates);
        return ($"{_templates[template]} {Word()}", template);
    }

    private string Post(int sentences) =>
        string.Join(' ', Enumerable.Range(0, sentences).Select(_ => _sentences[_random.Next(Sentences)]));

    private string Sentence() =>
        string.Join(' ', Enumerable.Range(0, _random.Next(6, 15)).Select(_ => _words[_random.Next(Words)])) + ".";

    private string Word() =>
        string.Concat(Enumerable.Range(0, _random.Next(2, 10)).Select(_ => (char)_random.Next('a', 'z' + 1)));
}
