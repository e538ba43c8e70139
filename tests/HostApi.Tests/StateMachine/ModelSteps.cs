using System.Text.Json;

namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>Takes random steps, each on the host and in the model, which must answer the same.</summary>
internal sealed class ModelSteps(ModelClients clients, ModelTopic topic, Texts texts, Random random)
{
    private const string Any = "approve reject escalate skip";

    /// <summary>What was done so far.</summary>
    public List<string> Done { get; } = [];

    public static async Task<ModelTopic> OpenAsync(ModelClients clients, Texts texts, Random random)
    {
        ModelUser author = ModelUser.All[random.Next(ModelUser.All.Count)];
        string body = random.Next(5) == 0 ? texts.NextSpam() : texts.Next();
        string title = texts.Next();
        var (status, json) = await clients.PostAsync(
            author,
            "topics",
            new
            {
                forumId = clients.ForumId,
                title,
                body,
            }
        );
        status.ShouldBe(201);
        var topic = new ModelTopic(json.GetProperty("topicId").GetInt64(), author) { Title = title };
        topic.Opened(json.GetProperty("postId").GetInt64(), body);
        json.GetProperty("isVisible").GetBoolean().ShouldBe(topic.IsPublic);
        return topic;
    }

    public Task NextAsync()
    {
        ModelUser user = Pick(ModelUser.All);
        ModelPost post = Pick(topic.Posts);
        // Mostly who may; sometimes whoever.
        ModelUser author = random.Next(4) == 0 ? user : post.Author;
        ModelUser moderator = random.Next(10) == 0 ? user : Pick(ModelUser.All.Where(one => one.IsModerator).ToArray());
        ModelReview? review = topic.Queue.Reviews.Count == 0 ? null : Review();
        return (random.Next(20), review) switch
        {
            (< 4, _) => ReplyAsync(user),
            (< 6, _) => EditAsync(author, post),
            (6, _) => RenameAsync(random.Next(3) == 0 ? user : topic.Author),
            (< 9, _) => ReportAsync(user, post),
            (9, _) => DeleteAsync(random.Next(2) == 0 ? moderator : author, post),
            (10, _) when random.Next(3) == 0 => DeleteTopicAsync(random.Next(2) == 0 ? moderator : topic.Author),
            (_, null) => ReplyAsync(user),
            (< 12, { } item) => ClaimAsync(moderator, item),
            (< 15, { } item) => DecideAsync(moderator, item, random.Next(2) == 0 ? "approve" : "reject"),
            (15, { } item) => ReleaseAsync(moderator, item),
            (< 18, { } item) => HoldAsync(moderator, item, Pick(Any.Split(' '))),
            (_, { } item) => UndoAsync(moderator, item),
        };
    }

    private async Task ReplyAsync(ModelUser user)
    {
        string body = Body();
        ModelPost? to = random.Next(3) == 0 ? Pick(topic.Posts) : null;
        int expected = topic.Reply(user);
        expected = expected == 201 && to is not null && !topic.IsSeenBy(user, to) ? 404 : expected;
        object request = to is null ? new { body } : new { body, replyToId = to.Id };
        JsonElement json = await AskAsync(user, HttpMethod.Post, $"topics/{topic.Id}/posts", expected, request);
        if (expected == 201)
        {
            topic.Add(json.GetProperty("postId").GetInt64(), user, body);
            IsVisible(json).ShouldBe(topic.IsPublic && topic.Posts[^1].IsPublic);
        }
    }

    private async Task EditAsync(ModelUser user, ModelPost post)
    {
        string body = Body();
        int expected = topic.Edit(user, post, body);
        JsonElement json = await AskAsync(user, HttpMethod.Post, $"posts/{post.Id}/edits", expected, new { body });
        if (expected == 200)
        {
            IsVisible(json).ShouldBe(topic.IsPublic && post.IsPublic);
        }
    }

    private async Task RenameAsync(ModelUser user)
    {
        string title = texts.Next();
        int expected = topic.Rename(user, title);
        JsonElement json = await AskAsync(user, HttpMethod.Post, $"topics/{topic.Id}/edits", expected, new { title });
        if (expected == 200)
        {
            IsVisible(json).ShouldBe(topic.IsPublic);
        }
    }

    private Task ReportAsync(ModelUser user, ModelPost post) =>
        AskAsync(user, HttpMethod.Post, $"posts/{post.Id}/reports", topic.Report(user, post), new { reason = "rude" });

    private Task DeleteAsync(ModelUser user, ModelPost post) =>
        AskAsync(user, HttpMethod.Delete, $"posts/{post.Id}", topic.Delete(user, post));

    private Task DeleteTopicAsync(ModelUser user) =>
        AskAsync(user, HttpMethod.Delete, $"topics/{topic.Id}", topic.Delete(user, topic.Opening));

    private async Task ClaimAsync(ModelUser user, ModelReview review)
    {
        int expected = ModelQueue.Claim(user, review, topic.IsForLeads(review));
        JsonElement json = await AskAsync(user, HttpMethod.Post, $"moderation/queue/{review.Id}/claim", expected);
        if (expected == 200)
        {
            json.GetProperty("fence").GetInt64().ShouldBe(review.Fence);
        }
    }

    private Task ReleaseAsync(ModelUser user, ModelReview review)
    {
        long fence = Fence(review);
        int expected = ModelQueue.Release(user, review, fence);
        if (expected == 204)
        {
            review.ClaimedBy = null;
        }

        return AskAsync(user, HttpMethod.Post, $"moderation/queue/{review.Id}/release", expected, new { fence });
    }

    private async Task HoldAsync(ModelUser user, ModelReview review, string action)
    {
        if (review.ClaimedBy is null && random.Next(4) > 0)
        {
            await ClaimAsync(user, review);
        }

        await StepAsync(user, review, action);
    }

    private Task StepAsync(ModelUser user, ModelReview review, string action)
    {
        long fence = Fence(review);
        int expected = ModelQueue.Step(user, review, fence);
        bool decides = action is "approve" or "reject";
        if (expected == 204 && !user.IsLead && (review.IsEscalated || (decides && topic.IsForLeads(review))))
        {
            expected = 409;
        }

        if (expected == 204)
        {
            Apply(user, review, action);
        }

        return AskAsync(
            user,
            HttpMethod.Post,
            $"moderation/queue/{review.Id}/decision",
            expected,
            new { fence, action }
        );
    }

    /// <summary>Claims and decides at once.</summary>
    private Task DecideAsync(ModelUser user, ModelReview review, string action)
    {
        int expected = ModelQueue.Claim(user, review, topic.IsForLeads(review));
        if (expected == 200)
        {
            expected = 204;
            Apply(user, review, action);
        }

        return AskAsync(user, HttpMethod.Post, $"moderation/queue/{review.Id}/{action}", expected);
    }

    private Task UndoAsync(ModelUser user, ModelReview review) =>
        AskAsync(user, HttpMethod.Post, $"moderation/queue/{review.Id}/undo", topic.Undo(user, review));

    private void Apply(ModelUser user, ModelReview review, string action)
    {
        if (action is "approve" or "reject")
        {
            topic.Decide(review, user, isApproved: action == "approve");
            return;
        }

        review.ClaimedBy = null;
        review.IsEscalated |= action == "escalate";
    }

    private async Task<JsonElement> AskAsync(
        ModelUser user,
        HttpMethod method,
        string address,
        int expected,
        object? body = null
    )
    {
        Done.Add($"{user}: {method} {address} {body} -> {expected}");
        (int status, JsonElement json) = await clients.SendAsync(user, method, address, body);
        status.ShouldBe(expected);
        return json;
    }

    private string Body() => random.Next(5) == 0 ? texts.NextSpam() : texts.Next();

    // Mostly what is open, which is the least by and by.
    private ModelReview Review()
    {
        ModelReview[] open = [.. topic.Queue.Open];
        return open.Length > 0 && random.Next(3) > 0 ? Pick(open) : Pick(topic.Queue.Reviews);
    }

    private long Fence(ModelReview review) => random.Next(5) == 0 ? review.Fence + 1 : Math.Max(1, review.Fence);

    private T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private static bool IsVisible(JsonElement json) => json.GetProperty("isVisible").GetBoolean();
}
