using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using LearningStudio.HostApi.Tests.Access;

namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>The host as each user speaks to it.</summary>
internal sealed class ModelClients : IAsyncDisposable
{
    private readonly StateHost _states;
    private readonly HttpClient _client;

    private ModelClients(StateHost states)
    {
        _states = states;
        _client = states.Host.CreateDefaultClient();
    }

    public long ForumId => _states.Open;

    public ForumHost Host => _states.Host;

    /// <summary>What is public of each user, and of the forum under 0, in all topics so far.</summary>
    public Dictionary<long, (int Topics, int Posts)> Totals { get; } = [];

    public static async Task<ModelClients> StartAsync()
    {
        var states = new StateHost();
        // Nobody writes, waits or reports too much here.
        foreach (string limit in new[] { "Triggers:DailyPosts", "Triggers:PendingItems", "Review:Reports:DailyLimit" })
        {
            states.Host.Settings[$"Moderation:{limit}"] = "1000000";
        }

        await states.InitializeAsync();
        return new ModelClients(states);
    }

    public Task<(int Status, JsonElement Json)> GetAsync(ModelUser user, string address) =>
        SendAsync(user, HttpMethod.Get, address);

    public Task<(int Status, JsonElement Json)> PostAsync(ModelUser user, string address, object? body = null) =>
        SendAsync(user, HttpMethod.Post, address, body);

    public async Task<(int Status, JsonElement Json)> SendAsync(
        ModelUser user,
        HttpMethod method,
        string address,
        object? body = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri("/api/v1/" + address, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (user.Credentials is { } credentials)
        {
            request.Headers.Add("Authorization", credentials);
        }

        using HttpResponseMessage answer = await _client.SendAsync(request);
        byte[] json = await answer.Content.ReadAsByteArrayAsync();
        return ((int)answer.StatusCode, json.Length == 0 ? default : JsonDocument.Parse(json).RootElement);
    }

    /// <summary>Leaves nothing of a topic in the queue, and counts what stays of it.</summary>
    public async Task LeaveAsync(ModelTopic topic)
    {
        await Host.ScalarAsync<int>("UPDATE review_items SET state = 'superseded' WHERE state = 'pending'; SELECT 1");
        if (topic.IsPublic)
        {
            Add(topic.Author.Id, 1, 0);
            Add(0, 1, topic.PublicPosts);
            foreach (ModelPost post in topic.Posts.Where(post => post.IsPublic))
            {
                Add(post.Author.Id, 0, 1);
            }
        }
    }

    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _states.DisposeAsync();
    }

    private void Add(long id, int topics, int posts)
    {
        (int allTopics, int allPosts) = Totals.GetValueOrDefault(id);
        Totals[id] = (allTopics + topics, allPosts + posts);
    }
}
