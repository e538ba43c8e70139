using System.Buffers;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>One character or one word many times in a row: each such run.</summary>
/// <remarks>
/// <para>
/// Characters that draw lines and gaps (spaces, dots, hyphens, equals, asterisks, …) may repeat as they like. Words
/// begin with a letter, and are compared without case.
/// </para>
/// <para>
/// Settings: <c>Characters</c>, the least number of equal characters, from 3 to 1000, default 10; <c>Words</c>, the
/// least number of equal words, from 2 to 1000, default 4.
/// </para>
/// </remarks>
internal sealed class RepetitionDetector(DetectorSettings settings) : IDetector
{
    private static readonly SearchValues<char> Lines = SearchValues.Create(".-_=*~#+<>|/\\,:;'`\"…–—•·");

    private readonly int _characters = settings.Int("Characters", 10, 3, 1000);
    private readonly int _words = settings.Int("Words", 4, 2, 1000);

    public IEnumerable<TextSpan> Find(DetectorText text) =>
        Characters(text.Raw)
            .Take(IDetector.MaxMatches)
            .Concat(Words(text.Raw).Take(IDetector.MaxMatches))
            .OrderBy(span => span.Start)
            .Take(IDetector.MaxMatches);

    private IEnumerable<TextSpan> Characters(string text)
    {
        for (int start = 0; start < text.Length; )
        {
            int size = SizeAt(text, start);
            int end = start + size;
            if (end < text.Length && text[end] != text[start])
            {
                start = end;
                continue;
            }

            while (text.AsSpan(end).StartsWith(text.AsSpan(start, size), StringComparison.Ordinal))
            {
                end += size;
            }

            if ((end - start) / size >= _characters && !char.IsWhiteSpace(text[start]) && !Lines.Contains(text[start]))
            {
                yield return TextSpan.Between(start, end);
            }

            start = end;
        }
    }

    private IEnumerable<TextSpan> Words(string text)
    {
        TextSpan first = default;
        TextSpan last = default;
        int count = 0;
        foreach (TextSpan word in EachWord(text))
        {
            if (
                count > 0
                && char.IsLetter(text[word.Start])
                && word.Slice(text).Equals(last.Slice(text), StringComparison.OrdinalIgnoreCase)
            )
            {
                count++;
            }
            else
            {
                if (count >= _words)
                {
                    yield return TextSpan.Between(first.Start, last.End);
                }

                (first, count) = (word, 1);
            }

            last = word;
        }

        if (count >= _words)
        {
            yield return TextSpan.Between(first.Start, last.End);
        }
    }

    private static IEnumerable<TextSpan> EachWord(string text)
    {
        int start = -1;
        for (int index = 0; index <= text.Length; index++)
        {
            bool isPart = index < text.Length && char.IsLetterOrDigit(text[index]);
            if (isPart && start < 0)
            {
                start = index;
            }
            else if (!isPart && start >= 0)
            {
                yield return TextSpan.Between(start, index);
                start = -1;
            }
        }
    }

    private static int SizeAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;
}
