using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Sql.Codes;

namespace LearningStudio.Moderation.Sql.Tests.Codes;

/// <summary>The words in the tables are those of the first version, whatever the members are called by now.</summary>
public sealed class StoredCodesTests
{
    [Fact]
    public void EveryMember_HasItsWord()
    {
        Words(StoredCodes.Kinds).ShouldBe("Post=post Topic=topic User=user");
        Words(StoredCodes.Types)
            .ShouldBe(
                "NewUserPost=newuserpost EditedPost=editedpost SpamDetection=spamdetection FlaggedPost=flaggedpost "
                    + "UserReport=userreport TrustLevelReview=trustlevelreview"
            );
        Words(StoredCodes.States).ShouldBe("Pending=pending Approved=approved Rejected=rejected Superseded=superseded");
        Words(StoredCodes.Stages).ShouldBe("Open=open Escalated=escalated Waiting=waiting");
        Words(StoredCodes.Actions)
            .ShouldBe(
                "Approve=approve Reject=reject Escalate=escalate AskForInfo=askforinfo Skip=skip Undo=undo "
                    + "Reopen=reopen Note=note"
            );
        Words(StoredCodes.Outcomes).ShouldBe("Done=0 Conflict=1 NotFound=2 Refused=3");
        Words(StoredCodes.Labels).ShouldBe("Undecided=unjudged Ham=ham Spam=spam");
    }

    [Fact]
    public void EveryEnumOfTheTables_HasATable() =>
        typeof(StoredCodes)
            .GetFields()
            .Select(field => field.FieldType.GenericTypeArguments[0])
            .ShouldBe(
                [
                    typeof(ReviewTargetKind),
                    typeof(ReviewType),
                    typeof(ReviewState),
                    typeof(ReviewStage),
                    typeof(ReviewAction),
                    typeof(ReviewOutcome),
                    typeof(FingerprintLabel),
                ],
                ignoreOrder: true
            );

    [Fact]
    public void UnknownWord_IsNamedByItsEnum()
    {
        var unknown = Should.Throw<InvalidOperationException>(() => StoredCodes.States.Parse("later"));

        unknown.Message.ShouldContain(nameof(ReviewState));
        Should.Throw<ArgumentOutOfRangeException>(() => StoredCodes.States[(ReviewState)99]);
    }

    [Fact]
    public void Reasons_AreStoredAsTheyWere()
    {
        ReviewReason[] reasons = [new("spam-urgency", "body", 3, 10, 0.5), new("trust-level-0")];
        const string Stored = """
            [{"code":"spam-urgency","field":"body","offset":3,"length":10,"weight":0.5},{"code":"trust-level-0","field":null,"offset":null,"length":null,"weight":0}]
            """;

        StoredReason.Write(reasons).ShouldBe(Stored);
        StoredReason.Read(Stored).ShouldBe(reasons);
    }

    [Fact]
    public void Results_AreStoredAsTheyWere()
    {
        BulkItem[] items = [new(7, ReviewOutcome.Done), new(8, ReviewOutcome.Refused)];
        const string Stored = """[{"Key":7,"Value":0},{"Key":8,"Value":3}]""";

        StoredResult.Write(items).ShouldBe(Stored);
        StoredResult.Read(Stored).ShouldBe(items);
    }

    // A decision that is asked for again after an upgrade is known by it.
    [Fact]
    public void BulkDecision_IsToldFromOthersAsItWas() =>
        new BulkDecision(
            "key",
            new ReviewFilter { Type = ReviewType.FlaggedPost, MaxPriority = 2 },
            new ReviewDecision(true, 9)
        ).Fingerprint.ShouldBe(
            "ReviewDecision { IsApproved = True, ModeratorId = 9 } ReviewFilter { ReportedUserId = , "
                + "Type = FlaggedPost, MaximumPriority = 2, ClusterId = , Stage = , ClaimedBy =  }"
        );

    // A member without a word throws.
    private static string Words<T>(CodeTable<T> table)
        where T : struct, Enum => string.Join(' ', Enum.GetValues<T>().Select(value => $"{value}={table[value]}"));
}
