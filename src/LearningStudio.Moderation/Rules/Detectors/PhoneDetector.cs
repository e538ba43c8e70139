using System.Globalization;
using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>Numbers that can be called, in the folded text: each of them.</summary>
/// <remarks>
/// <para>
/// Digits in groups with spaces, dots, hyphens, slashes or parentheses between them, after an optional plus; at most
/// 15 digits, as in E.164. Dates, ranges of years and of round numbers, network addresses, amounts with a decimal
/// point and digits within words or URLs are none.
/// </para>
/// <para>Settings: <c>MinDigits</c>, the least number of digits, from 5 to 15, default 8.</para>
/// </remarks>
internal sealed class PhoneDetector(DetectorSettings settings) : IDetector
{
    private const int MaxDigits = 15;
    private const int MaxSeparators = 2;

    private readonly int _minDigits = settings.Int("MinDigits", 8, 5, MaxDigits);

    public IEnumerable<TextSpan> Find(DetectorText text) => OutsideLinks(text).Take(IDetector.MaxMatches);

    /// <summary>Both are in order, so one walk along the links is enough.</summary>
    private IEnumerable<TextSpan> OutsideLinks(DetectorText text)
    {
        int link = 0;
        foreach (TextSpan number in Numbers(text.Folded))
        {
            IReadOnlyList<Link> links = text.Links;
            while (link < links.Count && links[link].Url.End <= number.Start)
            {
                link++;
            }

            if (link == links.Count || links[link].Url.Start >= number.End)
            {
                yield return number;
            }
        }
    }

    private IEnumerable<TextSpan> Numbers(FoldedText folded)
    {
        string text = folded.Text;
        for (int index = 0; index < text.Length; )
        {
            int end = RunEnd(text, index, out int digits);
            if (digits >= _minDigits && digits <= MaxDigits && IsPhone(text, TextSpan.Between(index, end)))
            {
                int start =
                    index > 0 && BelongsTo(text[index - 1], text.AsSpan(index, end - index)) ? index - 1 : index;
                yield return folded.Raw(start, end - start);
            }

            index = Math.Max(end, index + 1);
        }
    }

    /// <summary>The end of the digits that begin here, with at most two separators between them.</summary>
    private static int RunEnd(string text, int start, out int digits)
    {
        digits = 0;
        int end = start;
        for (int index = start; index < text.Length && index - end <= MaxSeparators; index++)
        {
            if (char.IsAsciiDigit(text[index]))
            {
                digits++;
                end = index + 1;
            }
            else if (digits == 0 || text[index] is not (' ' or '.' or '-' or '/' or '(' or ')'))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsAlone(string text, TextSpan number)
    {
        char before = number.Start == 0 ? ' ' : text[number.Start - 1];
        char after = number.End == text.Length ? ' ' : text[number.End];
        return !char.IsLetter(before)
            && before is not ('_' or '#' or '$' or '=')
            && !char.IsLetter(after)
            && after is not ('_' or '%');
    }

    private static bool BelongsTo(char before, ReadOnlySpan<char> number) =>
        before == '+' || (before == '(' && number.Contains(')'));

    private static bool IsPhone(string text, TextSpan number) =>
        IsAlone(text, number)
        && !IsDate(number.Slice(text))
        && !IsRange(number.Slice(text))
        && !IsNumberWithPoints(number.Slice(text));

    // 1998-2004, 2010 2011, 4000-5000.
    private static bool IsRange(ReadOnlySpan<char> number)
    {
        int gap = number.IndexOfAny('-', ' ', '/');
        return gap is 4 or 5
            && int.TryParse(number[..gap], NumberStyles.None, CultureInfo.InvariantCulture, out int low)
            && int.TryParse(number[(gap + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int high)
            && number.Length == gap + 1 + gap
            && ((low % 100 == 0 && high % 100 == 0) || (IsYear(low) && IsYear(high)));
    }

    private static bool IsYear(int value) => value is >= 1000 and <= 2100;

    // 2009-07-30, 30/07/2009, 30.07.2009, and two of them or with a time behind.
    private static bool IsDate(ReadOnlySpan<char> number)
    {
        int first = number.IndexOfAny('-', '/', '.');
        if (first is not (1 or 2 or 4) || first + 2 > number.Length)
        {
            return false;
        }

        int second = number[(first + 1)..].IndexOf(number[first]);
        ReadOnlySpan<char> last = second < 0 ? [] : number[(first + second + 2)..];
        int length = last.IndexOfAnyExceptInRange('0', '9');
        if (length >= 0 && last[length] == number[first])
        {
            return false;
        }

        length = length < 0 ? last.Length : length;
        return second is 1 or 2 && (first == 4 ? length is 1 or 2 : length is 2 or 4);
    }

    /// <summary>Whether only points divide it, and not into the groups of a phone number: 1.5, 10.0.0.1.</summary>
    private static bool IsNumberWithPoints(ReadOnlySpan<char> number)
    {
        int points = number.Count('.');
        bool onlyPoints = points > 0 && !number.ContainsAny(" -/()");
        return onlyPoints && (points == 1 || number.IndexOf('.') == 1 || (points == 3 && IsAddress(number)));
    }

    private static bool IsAddress(ReadOnlySpan<char> number)
    {
        foreach (Range part in number.Split('.'))
        {
            if (!byte.TryParse(number[part], out _))
            {
                return false;
            }
        }

        return true;
    }
}
