using System.Buffers;
using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Detectors;

/// <summary>E-mail addresses in the folded text: each of them. No settings.</summary>
/// <remarks>The local part is read as RFC 5322's dot-atom, 64 characters at most; the domain has a dot and ends in letters.</remarks>
internal sealed class EmailDetector : IDetector
{
    private const int MaxLocalPart = 64;

    private static readonly SearchValues<char> LocalCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~."
    );

    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."
    );

    public IEnumerable<TextSpan> Find(DetectorText text) => Addresses(text.Folded).Take(IDetector.MaxMatches);

    private static IEnumerable<TextSpan> Addresses(FoldedText folded)
    {
        int from = 0;
        for (int at; (at = folded.Text.IndexOf('@', from)) >= 0; from = at + 1)
        {
            int start = LocalStart(folded.Text, from, at);
            int end = DomainEnd(folded.Text, at + 1);
            if (start < at && end > at)
            {
                yield return folded.Raw(start, end - start);
            }
        }
    }

    private static int LocalStart(string text, int from, int at)
    {
        int least = Math.Max(from, at - MaxLocalPart);
        int before = text.AsSpan(least, at - least).LastIndexOfAnyExcept(LocalCharacters);
        ReadOnlySpan<char> local = text.AsSpan(least + before + 1, at - least - before - 1);
        return local.EndsWith('.') ? at : at - local.TrimStart(".'*_/=?^`{|}~!#$%&").Length;
    }

    private static int DomainEnd(string text, int start)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start, Math.Min(HostName.MaxLength, text.Length - start));
        int length = rest.IndexOfAnyExcept(DomainCharacters);
        ReadOnlySpan<char> domain = (length < 0 ? rest : rest[..length]).TrimEnd(".-");
        int dot = domain.LastIndexOf('.');
        bool isDomain =
            dot > 0
            && domain[0] is not ('.' or '-')
            && domain.IndexOf("..") < 0
            && domain.Length - dot > 2
            && domain[(dot + 1)..].IndexOfAnyExceptInRange('A', 'z') < 0;
        return isDomain ? start + domain.Length : 0;
    }
}
