using System.Buffers.Binary;

namespace LearningStudio.Moderation.Duplicates;

/// <summary>What is kept of a text to find its copies: a hash of all of it, and a sketch of its character 5-grams.</summary>
/// <remarks>
/// Immutable and thread-safe. Texts are compared without case, accents kept as they are composed, punctuation, white
/// space, invisible characters and what follows the host in a link; only the first 65,536 UTF-16 code units count. The
/// sketch is a one-permutation MinHash of 160 values, densified: Li, Owen and Zhang, One Permutation Hashing, NIPS 2012;
/// Shrivastava, Optimal Densification for Fast and Accurate Minwise Hashing, ICML 2017 (arXiv:1703.04664). It finds
/// copies and edited copies, not paraphrases.
/// </remarks>
public sealed class Fingerprint
{
    /// <summary>The least length of a normalised text, in UTF-16 code units, that has a sketch: shorter ones have exact copies only.</summary>
    public const int MinSketchedLength = 25;

    private const int HashBytes = 16;
    private readonly uint[] _sketch;
    private readonly Lazy<long[]> _bands;

    private Fingerprint(int scheme, UInt128 hash, uint[] sketch, bool isEmpty)
    {
        (Scheme, Hash, _sketch, IsEmpty) = (scheme, hash, sketch, isEmpty);
        _bands = new Lazy<long[]>(() => IsEmpty ? [] : BandHashes.Compute(Scheme, Hash, _sketch));
    }

    /// <summary>
    /// Names how it was made: the version, and the site's key. Fingerprints of different schemes have nothing in common.
    /// </summary>
    public int Scheme { get; }

    /// <summary>The first 128 bits of the SHA-256 of the normalised text; with a key, of its HMAC.</summary>
    public UInt128 Hash { get; }

    /// <summary>Whether the text has no letter and no digit: it has no copies then.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether near copies can be found, or, of a short text, exact ones only.</summary>
    public bool HasSketch => _sketch.Length > 0;

    /// <summary>
    /// The values by which a store finds candidates: two texts of similarity J share at least one of the 40 with
    /// probability 1 - (1 - J⁴)⁴⁰. A short text has one, which its exact copies share; an empty one none.
    /// </summary>
    public IReadOnlyList<long> Bands => _bands.Value;

    /// <summary>Makes the fingerprint of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">
    /// The site's secret, so that nobody can compute elsewhere which texts collide; null or empty for none. Under another
    /// key the same text has another fingerprint.
    /// </param>
    public static Fingerprint Compute(string text, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Compute(NormalText.Normalize(text), SiteKey.From(key));
    }

    /// <summary>Makes a fingerprint of its bytes.</summary>
    /// <param name="scheme">The scheme that it was made with.</param>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <exception cref="ArgumentException">There are neither 0, 16 nor 656 bytes.</exception>
    public static Fingerprint FromBytes(int scheme, ReadOnlySpan<byte> bytes)
    {
        int values = (bytes.Length - HashBytes) / sizeof(uint);
        if (bytes.IsEmpty)
        {
            return new Fingerprint(scheme, 0, [], isEmpty: true);
        }

        if (bytes.Length != HashBytes && (bytes.Length % sizeof(uint) != 0 || values != MinHash.Values))
        {
            throw new ArgumentException(
                $"A fingerprint has 0, 16 or 656 bytes, not {bytes.Length}. Give what ToBytes returned.",
                nameof(bytes)
            );
        }

        uint[] sketch = new uint[values];
        for (int i = 0; i < values; i++)
        {
            sketch[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(HashBytes + (i * sizeof(uint)))..]);
        }

        return new Fingerprint(scheme, BinaryPrimitives.ReadUInt128LittleEndian(bytes), sketch, isEmpty: false);
    }

    /// <summary>What a store keeps, besides the scheme: 656 bytes, 16 of a short text, none of an empty one.</summary>
    public byte[] ToBytes()
    {
        if (IsEmpty)
        {
            return [];
        }

        byte[] bytes = new byte[HashBytes + (_sketch.Length * sizeof(uint))];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, Hash);
        for (int i = 0; i < _sketch.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HashBytes + (i * sizeof(uint))), _sketch[i]);
        }

        return bytes;
    }

    /// <summary>Whether both are of the same normalised text; never of an empty one.</summary>
    public bool IsExactCopyOf(Fingerprint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !IsEmpty && !other.IsEmpty && Scheme == other.Scheme && Hash == other.Hash;
    }

    /// <summary>
    /// Estimates the similarity of the two texts, from 0 to 1: 1 of exact copies; the share of equal values of two
    /// sketches, with a standard error of about √(J(1 - J)/160), up to three times as much for texts of a line.
    /// </summary>
    public double EstimateSimilarity(Fingerprint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (IsExactCopyOf(other))
        {
            return 1;
        }

        return Scheme == other.Scheme && HasSketch && other.HasSketch ? MinHash.Similarity(_sketch, other._sketch) : 0;
    }

    /// <summary>
    /// The similarity of two texts itself: Jaccard's index of the sets of character 5-grams of the normalised texts, from
    /// 0 to 1. Of short texts, 1 or 0: equal or not.
    /// </summary>
    public static double SimilarityOf(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Grams.From(first).SimilarityTo(Grams.From(second));
    }

    internal static Fingerprint Compute(string normalText, SiteKey key) =>
        normalText.Length == 0
            ? new Fingerprint(key.Scheme, 0, [], isEmpty: true)
            : new Fingerprint(
                key.Scheme,
                key.HashOf(normalText),
                normalText.Length < MinSketchedLength ? [] : MinHash.Compute(normalText, key.Seed),
                isEmpty: false
            );
}
