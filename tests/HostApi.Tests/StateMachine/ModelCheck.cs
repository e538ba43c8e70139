using System.Text.Json;

namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>Compares what the endpoints show with what the model says.</summary>
internal sealed class ModelCheck(ModelClients clients, ModelTopic topic)
{
    // As many as there are readers.
    private const int Others = 6;
    private static readonly ModelUser Lead = ModelUser.All[^1];

    /// <summary>The queue, the topic to a reader, and one of the other endpoints, in turn.</summary>
    public async Task CheckAsync(int step)
    {
        await QueueAsync();
        await TopicAsync(Reader(step));
        await OtherAsync(step);
    }

    /// <summary>Every endpoint, the topic to every reader.</summary>
    public async Task CheckAllAsync(int sequence)
    {
        await QueueAsync();
        for (int i = 0; i < Others; i++)
        {
            await TopicAsync(Reader(i));
            await OtherAsync(i + (sequence * Others));
        }

        foreach (ModelReview review in topic.Queue.Reviews)
        {
            await ReviewAsync(review);
        }
    }

    private Task OtherAsync(int step) =>
        (step % Others) switch
        {
            0 => StreamAsync(Reader(step / Others)),
            1 => ListAsync(Reader(step / Others)),
            2 => ForumAsync(),
            3 => UserAsync(ModelUser.All[step / Others % ModelUser.All.Count]),
            4 => SearchAsync(topic.Posts[step % topic.Posts.Count]),
            _ => topic.Queue.Reviews is { Count: > 0 } all ? ReviewAsync(all[step % all.Count]) : Task.CompletedTask,
        };

    private async Task TopicAsync(ModelUser reader)
    {
        var (status, json) = await clients.GetAsync(reader, $"topics/{topic.Id}?page_size=100");
        if (!IsSeen(status, reader))
        {
            return;
        }

        JsonElement head = json.GetProperty("topic");
        head.GetProperty("title").GetString().ShouldBe(topic.Title);
        head.GetProperty("postCount")
            .GetInt32()
            .ShouldBe(topic.Posts.Count(post => post.IsSeenBy(reader)), $"posts to {reader}");
        Posts(json.GetProperty("posts").GetProperty("items")).ShouldBe(Posts(reader), $"to {reader}");
    }

    private async Task StreamAsync(ModelUser reader)
    {
        var (status, json) = await clients.GetAsync(reader, $"topics/{topic.Id}/posts");
        if (IsSeen(status, reader))
        {
            Posts(json).ShouldBe(Posts(reader), $"stream to {reader}");
        }
    }

    private async Task ListAsync(ModelUser reader)
    {
        var (_, json) = await clients.GetAsync(reader, $"forums/{clients.ForumId}/topics?page_size=100");

        JsonElement[] found = [.. Items(json).Where(item => item.GetProperty("id").GetInt64() == topic.Id)];

        found.Length.ShouldBe(topic.IsSeenBy(reader) ? 1 : 0, $"list to {reader}");
        foreach (JsonElement item in found)
        {
            item.GetProperty("title").GetString().ShouldBe(topic.Title);
            // A list shows the public figure to everybody.
            item.GetProperty("postCount").GetInt32().ShouldBe(topic.PublicPosts);
        }
    }

    private async Task ForumAsync()
    {
        var (_, json) = await clients.GetAsync(ModelUser.Anonymous, $"forums/{clients.ForumId}");

        (int topics, int posts) = clients.Totals.GetValueOrDefault(0);
        JsonElement figures = json.GetProperty("statistics");
        figures.GetProperty("totalTopics").GetInt32().ShouldBe(topics + (topic.IsPublic ? 1 : 0));
        figures.GetProperty("totalPosts").GetInt32().ShouldBe(posts + (topic.IsPublic ? topic.PublicPosts : 0));
    }

    private async Task UserAsync(ModelUser user)
    {
        var (_, json) = await clients.GetAsync(ModelUser.Anonymous, $"users/{user.Id}/stats");

        (int topics, int posts) = clients.Totals.GetValueOrDefault(user.Id);
        bool opened = topic.IsPublic && topic.Author == user;
        json.GetProperty("totalTopics").GetInt32().ShouldBe(topics + (opened ? 1 : 0), $"topics of {user}");
        int written = topic.IsPublic ? topic.Posts.Count(post => post.IsPublic && post.Author == user) : 0;
        json.GetProperty("totalPosts").GetInt32().ShouldBe(posts + written, $"posts of {user}");
    }

    private async Task SearchAsync(ModelPost post)
    {
        var (_, json) = await clients.GetAsync(ModelUser.Anonymous, $"search?q={Texts.WordOf(post.Body)}");

        Items(json)
            .Select(item => item.GetProperty("postId").GetInt64())
            .ShouldBe(topic.IsPublic && post.IsPublic ? [post.Id] : []);
    }

    private async Task QueueAsync()
    {
        var (_, json) = await clients.GetAsync(Lead, "moderation/queue?page_size=100");

        JsonElement[] items = [.. Items(json).Select(view => view.GetProperty("item"))];
        items.Select(Shown).Order().ShouldBe(topic.Queue.Open.Select(item => item.ToString()).Order());
        foreach (ModelReview review in topic.Queue.Open)
        {
            JsonElement item = items.Single(shown => Shown(shown) == review.ToString());
            review.Id = item.GetProperty("id").GetInt64();
            item.GetProperty("fence").GetInt64().ShouldBe(review.Fence);
        }
    }

    private async Task ReviewAsync(ModelReview review)
    {
        var (status, json) = await clients.GetAsync(Lead, $"moderation/queue/{review.Id}");

        status.ShouldBe(200);
        ModelPost post = topic.PostOf(review);
        json.GetProperty("body").GetString().ShouldBe(post.Body);
        JsonElement item = json.GetProperty("review").GetProperty("item");
        item.GetProperty("state").GetString().ShouldBe(review.State);
        Number(item.GetProperty("decidedBy")).ShouldBe(review.DecidedBy);
    }

    private bool IsSeen(int status, ModelUser reader)
    {
        bool isSeen = topic.IsSeenBy(reader);
        status.ShouldBe(isSeen ? 200 : 404, $"to {reader}");
        return isSeen;
    }

    private string[] Posts(ModelUser reader) =>
        [
            .. topic
                .Posts.Where(post => post.IsSeenBy(reader))
                .Select(post => $"{post.Id} {post.Author.Id} {post.IsApproved} {post.Body}"),
        ];

    private static string[] Posts(JsonElement items) =>
        [
            .. items
                .EnumerateArray()
                .Select(post =>
                    $"{post.GetProperty("id").GetInt64()} {post.GetProperty("author").GetProperty("id").GetInt64()} "
                    + $"{post.GetProperty("isApproved").GetBoolean()} {post.GetProperty("body").GetString()}"
                ),
        ];

    private static string Shown(JsonElement item)
    {
        JsonElement target = item.GetProperty("target");
        return $"{target.GetProperty("kind").GetString()} {target.GetProperty("id").GetInt64()} "
            + $"{item.GetProperty("type").GetString()} votes {item.GetProperty("votes").GetInt32()} "
            + $"{item.GetProperty("stage").GetString()} claimed by {Number(item.GetProperty("claimedBy"))}";
    }

    private static long? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt64();

    private static IEnumerable<JsonElement> Items(JsonElement page) => page.GetProperty("items").EnumerateArray();

    private static ModelUser Reader(int step) => ModelUser.Readers[step % ModelUser.Readers.Count];
}
