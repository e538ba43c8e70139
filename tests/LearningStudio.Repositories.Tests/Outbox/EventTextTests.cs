using LearningStudio.Repositories.Outbox;

namespace LearningStudio.Repositories.Tests.Outbox;

public sealed class EventTextTests
{
    [Fact]
    public void EventsOfATopic_AreReadAsTheyWereWritten()
    {
        ForumEvent[] events =
        [
            .. Enum.GetValues<ForumEventKind>().Select(kind => new ForumEvent(kind, 2, 1, 7, 70, 3)),
            new(ForumEventKind.PostHidden, 2, null, 7, 71, null),
            new(ForumEventKind.PostHidden, 2, null, 7, 71, 4),
            new(ForumEventKind.PostHidden, long.MaxValue, long.MaxValue, 7, long.MaxValue, long.MaxValue),
        ];

        EventText.Read(EventText.Write(events), 7).ShouldBe(events);
    }

    [Fact]
    public void ThousandsOfAuthors_AreAListOfIds()
    {
        ForumEvent[] events =
        [
            .. Enumerable
                .Range(1, 10_000)
                .Select(author => new ForumEvent(ForumEventKind.PostHidden, 2, 1, 7, 70, author)),
        ];

        string text = EventText.Write(events);

        text.Length.ShouldBeLessThan(50_000);
        text.ShouldStartWith("[[\"post-hidden\",2,1,70,[1,2,3,");
        EventText.Read(text, 7).ShouldBe(events);
    }

    // Stored codes outlive the names in the source.
    [Fact]
    public void Codes_StayAsTheyAre() =>
        Enum.GetValues<ForumEventKind>()
            .Select(EventCodes.Get)
            .ShouldBe([
                "topic-created",
                "post-created",
                "post-held",
                "post-edited",
                "post-approved",
                "post-hidden",
                "topic-changed",
                "topic-moved",
                "user-changed",
                "review-changed",
            ]);

    [Theory]
    [InlineData("""[["from-the-future",2,1,70,[3]]]""")]
    [InlineData("""[["post-held",2,1]]""")]
    [InlineData("""[[]]""")]
    [InlineData("""{}""")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void OtherTexts_AreRefused(string text) => Should.Throw<FormatException>(() => EventText.Read(text, 7));
}
