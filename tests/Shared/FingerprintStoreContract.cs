using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Tests.Contracts;

/// <summary>What every store of fingerprints does, whatever they are kept in.</summary>
public abstract class FingerprintStoreContract
{
    private const int Many = 1000;
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly Fingerprint Text = Fingerprint.Compute(
        "Our cat likes to sleep on the warm window sill at noon."
    );
    private static readonly Fingerprint Other = Fingerprint.Compute(
        "A quite different sentence about trains and tunnels."
    );
    private static readonly Fingerprint Short = Fingerprint.Compute("Thanks!");

    protected abstract IFingerprintStore Store { get; }

    [Fact]
    public async Task Added_IsFoundAsItWas()
    {
        await AddAsync(7, Text);
        await AddAsync(8, Other, FingerprintLabel.Spam);

        FingerprintEntry found = (await Store.FindAsync(Text.Bands, Many)).ShouldHaveSingleItem();

        (found.PostId, found.ClusterId, found.Label, found.CreatedAt).ShouldBe(
            (7, 7, FingerprintLabel.Undecided, Start)
        );
        found.Fingerprint.IsExactCopyOf(Text).ShouldBeTrue();
        found.Fingerprint.ToBytes().ShouldBe(Text.ToBytes());
        (await LabelOfAsync(8, Other)).ShouldBe(FingerprintLabel.Spam);
    }

    [Fact]
    public async Task ShortText_IsFoundByItsExactCopies()
    {
        await AddAsync(7, Short);

        (await FoundAsync(Short)).ShouldBe([7]);
        (await FoundAsync(Fingerprint.Compute("thanks"))).ShouldBe([7]);
        (await FoundAsync(Fingerprint.Compute("thanks a"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task EmptyText_IsNotKept()
    {
        await AddAsync(7, Fingerprint.Compute("!!!"));

        (await Store.RemoveAsync(7)).ShouldBeFalse();
        (await Store.FindAsync([], Many)).ShouldBeEmpty();
    }

    [Fact]
    public async Task CopyOfACopy_JoinsTheClusterAndIsNotFound()
    {
        await AddAsync(7, Text);
        await AddAsync(8, Text, copyOf: 7);
        await AddAsync(9, Text, copyOf: 8);

        (await FoundAsync(Text)).ShouldBe([7]);
        (await Store.GetClusterAsync(7, Many)).ShouldBe([7, 8, 9]);
        (await Store.GetClusterAsync(7, 2)).ShouldBe([7, 8]);
        (await Store.GetClusterAsync(8, Many)).ShouldBeEmpty();
    }

    [Fact]
    public async Task CopyOfWhatIsNotKept_HasAClusterOfItsOwn()
    {
        await AddAsync(8, Text, copyOf: 7);

        (await FoundAsync(Text)).ShouldBe([8]);
        (await Store.GetClusterAsync(8, Many)).ShouldBe([8]);
    }

    [Fact]
    public async Task EachLabelOfACluster_IsFoundOnce()
    {
        await AddAsync(1, Text);
        for (int id = 2; id <= 6; id++)
        {
            await AddAsync(id, Text, copyOf: 1);
        }

        for (int id = 2; id <= 4; id++)
        {
            (await Store.MarkAsync(id, FingerprintLabel.Spam)).ShouldBeTrue();
        }

        await Store.MarkAsync(5, FingerprintLabel.Ham);
        await AddAsync(7, Text, FingerprintLabel.Ham, copyOf: 1);

        (await FoundAsync(Text)).ShouldBe([5, 2, 1]);
        (await LabelOfAsync(2, Text)).ShouldBe(FingerprintLabel.Spam);
        (await LabelOfAsync(5, Text)).ShouldBe(FingerprintLabel.Ham);
        (await Store.MarkAsync(99, FingerprintLabel.Spam)).ShouldBeFalse();
    }

    [Fact]
    public async Task FoundCopyThatGoes_IsReplacedByTheLeast()
    {
        await AddAsync(7, Text);
        await AddAsync(8, Text, copyOf: 7);
        await AddAsync(9, Text, copyOf: 7);

        (await Store.RemoveAsync(7)).ShouldBeTrue();

        (await FoundAsync(Text)).ShouldBe([8]);
        (await Store.GetClusterAsync(8, Many)).ShouldBe([8, 9]);
        (await Store.GetClusterAsync(7, Many)).ShouldBeEmpty();
        (await Store.RemoveAsync(7)).ShouldBeFalse();
    }

    [Fact]
    public async Task EditedPost_LeavesItsCopies()
    {
        await AddAsync(7, Text);
        await AddAsync(8, Text, copyOf: 7);
        await AddAsync(9, Text, copyOf: 7);

        await AddAsync(7, Other);
        await AddAsync(9, Other, copyOf: 7);

        (await FoundAsync(Text)).ShouldBe([8]);
        (await FoundAsync(Other)).ShouldBe([7]);
        (await Store.GetClusterAsync(7, Many)).ShouldBe([7, 9]);
        (await Store.GetClusterAsync(8, Many)).ShouldBe([8]);
    }

    [Fact]
    public async Task Candidates_AreThoseThatShareMostThenTheNewest()
    {
        Fingerprint near = Fingerprint.Compute("Our cat likes to sleep on the warm window sill at night.");
        await AddAsync(5, near);
        await AddAsync(6, Text);
        await AddAsync(7, Text);

        (await FoundAsync(Text)).ShouldBe([7, 6, 5]);
        near.Bands.Intersect(Text.Bands).Count().ShouldBeInRange(1, 39);
    }

    [Fact]
    public async Task Bucket_IsReadFromItsNewestToItsBound()
    {
        for (int id = 1; id <= 40; id++)
        {
            await AddAsync(id, Text);
        }

        (await Store.FindAsync(Text.Bands, 3)).Select(entry => entry.PostId).ShouldBe([40, 39, 38]);
        (await FoundAsync(Text)).Length.ShouldBe(IFingerprintStore.MaxCandidates);
    }

    [Fact]
    public async Task Expiry_SparesSpamAndWhatIsYounger()
    {
        await AddAsync(1, Text, at: Start.AddDays(-40));
        await AddAsync(2, Text, copyOf: 1, at: Start.AddDays(-10));
        await AddAsync(3, Other, FingerprintLabel.Spam, at: Start.AddDays(-400));
        await AddAsync(4, Short, FingerprintLabel.Ham, at: Start.AddDays(-30));
        await AddAsync(5, Short, FingerprintLabel.Ham, at: Start.AddDays(-30).AddMilliseconds(-1));

        (await Store.ExpireAsync(Start.AddDays(-30))).ShouldBe(2);

        (await FoundAsync(Text)).ShouldBe([2]);
        (await FoundAsync(Other)).ShouldBe([3]);
        (await FoundAsync(Short)).ShouldBe([4]);
        (await Store.ExpireAsync(Start.AddDays(-30))).ShouldBe(0);
    }

    [Fact]
    public async Task ExpiryOfMany_TakesAll()
    {
        for (int id = 1; id <= 1001; id++)
        {
            await AddAsync(id, Short, copyOf: 1);
        }

        (await Store.ExpireAsync(Start.AddSeconds(1))).ShouldBe(1001);

        (await FoundAsync(Short)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AddsAtOnce_KeepEveryPostAndAFoundCopy()
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await AddAsync(1, Text);

        Task[] racers =
        [
            .. Enumerable
                .Range(1, 8)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        await start.Task;
                        for (int id = worker * 10; id < (worker * 10) + 10; id++)
                        {
                            await AddAsync(id, Text, copyOf: 1);
                        }
                    })
                ),
        ];
        start.SetResult();
        await Task.WhenAll(racers);

        (await FoundAsync(Text)).ShouldBe([1]);
        (await Store.GetClusterAsync(1, Many)).Count.ShouldBe(81);
    }

    private async Task<long[]> FoundAsync(Fingerprint text) =>
        [.. (await Store.FindAsync(text.Bands, Many)).Select(entry => entry.PostId)];

    private async Task<FingerprintLabel> LabelOfAsync(long id, Fingerprint text) =>
        (await Store.FindAsync(text.Bands, Many)).Single(entry => entry.PostId == id).Label;

    private Task AddAsync(
        long id,
        Fingerprint text,
        FingerprintLabel label = FingerprintLabel.Undecided,
        long? copyOf = null,
        DateTimeOffset? at = null
    ) =>
        Store.AddAsync(
            new NewFingerprint
            {
                PostId = id,
                Fingerprint = text,
                CreatedAt = at ?? Start,
                Label = label,
                CopyOf = copyOf,
            }
        );
}
