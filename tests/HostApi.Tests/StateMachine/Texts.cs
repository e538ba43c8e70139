using System.Globalization;

namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>Texts that no other is like, each with a word that is found in it alone.</summary>
internal sealed class Texts(int sequence, Random random)
{
    private const string Spam = " CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x";
    private int _made;

    public static bool IsSpam(string text) => text.EndsWith(Spam, StringComparison.Ordinal);

    /// <summary>The word that is in one text alone.</summary>
    public static string WordOf(string text) => text.Split(' ')[0];

    public string Next() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"w{sequence:D5}x{_made++:D3}z a{random.Next():x} b{random.Next():x} c{random.Next():x}"
        );

    public string NextSpam() => Next() + Spam;
}
