using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>Estimates against the texts themselves.</summary>
public sealed class FingerprintPropertyTests
{
    private const int Seed = 20260115;

    // 160 values: a standard error of at most 0.04 for texts that fill the bins; twice that, and more, for a line.
    [Theory]
    [InlineData(12, 0.10, 0.035)]
    [InlineData(60, 0.06, 0.015)]
    [InlineData(400, 0.05, 0.015)]
    public void Estimate_IsNearTheSimilarityAndUnbiased(int words, double standardError, double bias)
    {
        var random = new Random(Seed);
        var errors = new List<double>();
        for (int round = 0; round < 400; round++)
        {
            string[] text = RandomTexts.Words(random, words);
            string first = string.Join(' ', text);
            string second = string.Join(' ', RandomTexts.Changed(random, text, random.NextDouble() * 0.4));
            double estimate = Fingerprint.Compute(first).EstimateSimilarity(Fingerprint.Compute(second));

            estimate.ShouldBe(Fingerprint.Compute(second).EstimateSimilarity(Fingerprint.Compute(first)));
            errors.Add(estimate - Fingerprint.SimilarityOf(first, second));
        }

        Math.Sqrt(errors.Average(error => error * error)).ShouldBeLessThan(standardError, $"seed {Seed}");
        Math.Abs(errors.Average()).ShouldBeLessThan(bias, $"seed {Seed}");
    }

    [Fact]
    public void ShuffledSentences_AreNearCopies()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 50; round++)
        {
            string[] sentences =
            [
                .. Enumerable.Range(0, 8).Select(_ => string.Join(' ', RandomTexts.Words(random, 12)) + "."),
            ];
            string[] shuffled = [.. sentences];
            random.Shuffle(shuffled);

            Fingerprint
                .Compute(string.Join(' ', sentences))
                .EstimateSimilarity(Fingerprint.Compute(string.Join(' ', shuffled)))
                .ShouldBeGreaterThan(0.7, $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void UnrelatedTexts_HaveNothingInCommon()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 200; round++)
        {
            Fingerprint first = Fingerprint.Compute(string.Join(' ', RandomTexts.Words(random, 40)));
            Fingerprint second = Fingerprint.Compute(string.Join(' ', RandomTexts.Words(random, 40)));

            first.EstimateSimilarity(second).ShouldBeLessThan(0.05, $"seed {Seed}, round {round}");
            first.Bands.Intersect(second.Bands).ShouldBeEmpty();
        }
    }

    [Fact]
    public void AnyText_HasAFingerprint()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 2000; round++)
        {
            string text = RandomTexts.AnyCharacters(random, random.Next(0, 200));
            Fingerprint made = Fingerprint.Compute(text);

            made.ToBytes().ShouldBe(Fingerprint.Compute(text).ToBytes());
            Fingerprint.FromBytes(made.Scheme, made.ToBytes()).Bands.ShouldBe(made.Bands, $"seed {Seed}, {round}");
            made.Bands.Distinct().Count().ShouldBe(made.Bands.Count);
        }
    }
}
