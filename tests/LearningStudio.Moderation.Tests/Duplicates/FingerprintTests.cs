using System.Security.Cryptography;
using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation.Tests.Duplicates;

public sealed class FingerprintTests
{
    private const string Text = "Our cat likes to sleep on the warm window sill at noon.";
    private const string Key = "a secret of sixteen";

    // What stores keep stays valid only while these stay: another value needs a new version of the scheme.
    [Fact]
    public void StoredFingerprints_StayValid()
    {
        Fingerprint plain = Fingerprint.Compute(Text);
        Fingerprint keyed = Fingerprint.Compute(Text, Key);
        Fingerprint brief = Fingerprint.Compute("Thanks!");

        (plain.Scheme, HashOf(plain), plain.Bands[0], plain.Bands[39]).ShouldBe(
            (1, "ED56410D97EE14E0", -1657099974643606567, -7857421020759103940)
        );
        (keyed.Scheme, HashOf(keyed), keyed.Bands[0], keyed.Bands[39]).ShouldBe(
            (690491649, "D3D0B6314408FF76", 175222415705720412, -8108198136686018268)
        );
        (brief.Scheme, HashOf(brief), brief.Bands[0], brief.Bands.Count).ShouldBe(
            (1, "644C26891C327EB6", 683652849963659991, 1)
        );
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa", false, 1)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaab", true, 40)]
    [InlineData("!", false, 0)]
    public void Sketch_IsOfTextsOf25Characters(string text, bool hasSketch, int bands)
    {
        Fingerprint fingerprint = Fingerprint.Compute(text);

        fingerprint.HasSketch.ShouldBe(hasSketch);
        fingerprint.Bands.Count.ShouldBe(bands);
        fingerprint.IsEmpty.ShouldBe(bands == 0);
        fingerprint
            .ToBytes()
            .Length.ShouldBe(
                bands switch
                {
                    0 => 0,
                    1 => 16,
                    _ => 656,
                }
            );
    }

    [Theory]
    [InlineData(Text)]
    [InlineData("Thanks!")]
    [InlineData("!")]
    public void Bytes_MakeTheSameFingerprint(string text)
    {
        Fingerprint made = Fingerprint.Compute(text, Key);

        Fingerprint read = Fingerprint.FromBytes(made.Scheme, made.ToBytes());

        read.Bands.ShouldBe(made.Bands);
        read.ToBytes().ShouldBe(made.ToBytes());
        (read.Scheme, read.Hash, read.HasSketch, read.IsEmpty).ShouldBe(
            (made.Scheme, made.Hash, made.HasSketch, made.IsEmpty)
        );
        read.EstimateSimilarity(made).ShouldBe(made.IsEmpty ? 0 : 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(655)]
    [InlineData(657)]
    [InlineData(660)]
    public void OtherBytes_AreRefused(int length) =>
        Should
            .Throw<ArgumentException>(() => Fingerprint.FromBytes(1, new byte[length]))
            .Message.ShouldContain($"not {length}");

    [Fact]
    public void OtherKey_SharesNothing()
    {
        Fingerprint plain = Fingerprint.Compute(Text);
        Fingerprint keyed = Fingerprint.Compute(Text, Key);
        Fingerprint other = Fingerprint.Compute(Text, Key + "!");

        new[] { plain, keyed, other }.SelectMany(f => f.Bands).Distinct().Count().ShouldBe(120);
        keyed.EstimateSimilarity(other).ShouldBe(0);
        keyed.IsExactCopyOf(plain).ShouldBeFalse();
        Fingerprint.Compute(Text, "").ToBytes().ShouldBe(plain.ToBytes());
        Fingerprint.Compute(Text, Key).ToBytes().ShouldBe(keyed.ToBytes());
    }

    [Fact]
    public void ExactCopy_DiffersOnlyInWhatIsNotCompared()
    {
        Fingerprint text = Fingerprint.Compute("Look at https://a.example/1: it is what I have been searching for!");
        Fingerprint copy = Fingerprint.Compute(
            "look at HTTPS://A.example/2 it is what I h\u200Bave been searching for"
        );

        copy.IsExactCopyOf(text).ShouldBeTrue();
        copy.EstimateSimilarity(text).ShouldBe(1);
        Fingerprint.Compute("!").IsExactCopyOf(Fingerprint.Compute("!")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Thanks!", "thanks", 1)]
    [InlineData("Thanks!", "Thanks a", 0)]
    [InlineData("!", "!", 0)]
    [InlineData("abcdefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvwxyz", 21 / 22.0)]
    [InlineData("abcdefghijklmnopqrstuvwxy", "short", 0)]
    public void Similarity_IsJaccardsIndexOf5Grams(string first, string second, double similarity)
    {
        Fingerprint.SimilarityOf(first, second).ShouldBe(similarity);
        Fingerprint.SimilarityOf(second, first).ShouldBe(similarity);
    }

    private static string HashOf(Fingerprint fingerprint) =>
        Convert.ToHexString(SHA256.HashData(fingerprint.ToBytes()))[..16];
}
