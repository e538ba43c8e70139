using LearningStudio.Repositories.Outbox;

namespace LearningStudio.Repositories.Tests.Outbox;

public sealed class EventTextTests
{
    [Fact]
    public void EventsOfATopic_AreReadAsTheyWereWritten()
    {
        ForumEvent[] events =
        [
            .. Enum.GetValues<ForumEventKind>()
                .Select(kind => new ForumEvent
                {
                    Kind = kind,
                    ForumId = 2,
                    ParentForumId = 1,
                    TopicId = 7,
                    PostId = 70,
                    AuthorId = 3,
                }),
            Hidden(2, null, 71, null),
            Hidden(2, null, 71, 4),
            Hidden(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue),
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
                .Select(author => new ForumEvent
                {
                    Kind = ForumEventKind.PostHidden,
                    ForumId = 2,
                    ParentForumId = 1,
                    TopicId = 7,
                    PostId = 70,
                    AuthorId = author,
                }),
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

    // As every version wrote and reads it.
    [Fact]
    public void NoPost_IsStoredAsZero()
    {
        ForumEvent[] events = [new() { Kind = ForumEventKind.UserChanged, AuthorId = 5 }];

        EventText.Write(events).ShouldBe("[[\"user-changed\",0,null,0,[5]]]");
        EventText.Read("[[\"user-changed\",0,null,0,[5]]]", topicId: null).ShouldBe(events);
    }

    private static ForumEvent Hidden(long forum, long? parent, long post, long? author) =>
        new()
        {
            Kind = ForumEventKind.PostHidden,
            ForumId = forum,
            ParentForumId = parent,
            TopicId = 7,
            PostId = post,
            AuthorId = author,
        };
}
