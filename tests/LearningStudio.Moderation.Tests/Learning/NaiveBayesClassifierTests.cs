using LearningStudio.Moderation.Learning;

namespace LearningStudio.Moderation.Tests.Learning;

public sealed class NaiveBayesClassifierTests
{
    private readonly NaiveBayesClassifier _model = new();

    [Fact]
    public void NothingLearnt_IsEvenOdds()
    {
        _model.Probability("cheap watches").ShouldBe(0.5);
        _model.Learn("cheap watches", isSpam: true);
        _model.Probability("cheap watches").ShouldBe(0.5);
    }

    [Fact]
    public void LearntTexts_AreToldApart()
    {
        Train();

        _model.Probability("very cheap watches").ShouldBeGreaterThan(0.9);
        _model.Probability("where is the museum?").ShouldBeLessThan(0.1);
        (_model.LearntSpam, _model.LearntHam).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData("CHEAP WATCHES")]
    [InlineData("ｃheap w\u200batches")]
    public void Disguise_ChangesNothing(string text)
    {
        Train();

        _model.LogOdds(text).ShouldBe(_model.LogOdds("cheap watches"));
    }

    [Fact]
    public void Numbers_CountByTheirLength()
    {
        _model.Learn("call 08001234", isSpam: true);
        _model.Learn("see you at 5", isSpam: false);

        _model.LogOdds("call 55559999").ShouldBe(_model.LogOdds("call 08001234"));
        _model.LogOdds("call 5").ShouldBeLessThan(_model.LogOdds("call 08001234"));
    }

    [Fact]
    public void Unlearning_UndoesLearningToTheBit()
    {
        Train();
        double before = _model.LogOdds("cheap museum tours");

        _model.Learn("cheap museum tours 2026!", isSpam: true);
        _model.LogOdds("cheap museum tours").ShouldNotBe(before);
        _model.Unlearn("cheap museum tours 2026!", isSpam: true);

        _model.LogOdds("cheap museum tours").ShouldBe(before);
    }

    [Fact]
    public void UnlearningWhatWasNotLearnt_StaysFinite()
    {
        Train();
        for (int i = 0; i < 10; i++)
        {
            _model.Unlearn("cheap watches", isSpam: true);
        }

        _model.LearntSpam.ShouldBe(0);
        _model.Probability("cheap watches").ShouldBe(0.5);
    }

    [Fact]
    public void Decay_MakesTheOldCountLess()
    {
        Train();
        _model.Decay(0.01);
        (_model.LearntSpam, _model.LearntHam).ShouldBe((0.02, 0.02));

        _model.Learn("cheap watches, see the price list", isSpam: false);
        _model.Learn("my nephew sells carpets", isSpam: true);

        _model.Probability("cheap watches").ShouldBeLessThan(0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Decay_IsBounded(double keep) => Should.Throw<ArgumentOutOfRangeException>(() => _model.Decay(keep));

    [Fact]
    public void SavedModel_SaysTheSame()
    {
        Train();
        _model.Decay(0.7);

        NaiveBayesClassifier loaded = NaiveBayesClassifier.Load(new MemoryStream(Save()));

        loaded.LogOdds("cheap museum").ShouldBe(_model.LogOdds("cheap museum"));
        (loaded.LearntSpam, loaded.LearntHam).ShouldBe((_model.LearntSpam, _model.LearntHam));
    }

    // Models that hosts have stored stay good.
    [Fact]
    public void StoredModel_IsReadAsItWasWritten()
    {
        _model.Learn("spam 1", isSpam: true);
        _model.Learn("Hé!", isSpam: false);

        Convert
            .ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Save()))[..16]
            .ShouldBe("99aa4ae614c0086e");
    }

    [Fact]
    public void CutOrOtherStream_IsRefused()
    {
        Train();
        byte[] model = Save();
        for (int length = 0; length < model.Length; length++)
        {
            Should.Throw<InvalidDataException>(() => Load(model[..length]));
        }

        byte[] other = [.. model];
        other[4] = 2;
        Should.Throw<InvalidDataException>(() => Load(other)).Message.ShouldContain("version 2");
    }

    [Fact]
    public void DamagedStream_IsRefusedOrSound()
    {
        const int Seed = 20260315;
        Train();
        byte[] model = Save();
        var random = new Random(Seed);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] damaged = [.. model];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Load(damaged).Probability("cheap watches").ShouldBeInRange(0, 1, $"seed {Seed}, round {round}");
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    [Fact]
    public async Task ReadersBesideALearner_SeeProbabilities()
    {
        Train();
        using var start = new Barrier(5);
        Task[] readers =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        start.SignalAndWait();
                        for (int i = 0; i < 2_000; i++)
                        {
                            _model.Probability("cheap museum watches").ShouldBeInRange(0, 1);
                        }
                    })
                ),
        ];
        double before = _model.LogOdds("cheap watches");
        start.SignalAndWait();
        for (int i = 0; i < 2_000; i++)
        {
            _model.Learn("cheap watches", isSpam: i % 2 == 0);
            _model.Unlearn("cheap watches", isSpam: i % 2 == 0);
        }

        await Task.WhenAll(readers);
        _model.LogOdds("cheap watches").ShouldBe(before);
    }

    private void Train()
    {
        _model.Learn("cheap watches, click here", isSpam: true);
        _model.Learn("buy cheap watches now!", isSpam: true);
        _model.Learn("where is the museum of carpets?", isSpam: false);
        _model.Learn("the museum opens at ten", isSpam: false);
    }

    private static NaiveBayesClassifier Load(byte[] model) => NaiveBayesClassifier.Load(new MemoryStream(model));

    private byte[] Save()
    {
        using var stream = new MemoryStream();
        _model.Save(stream);
        return stream.ToArray();
    }
}
