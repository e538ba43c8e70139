using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Upgrade;

/// <summary>A database that an earlier version wrote opens, migrates and answers as that version did.</summary>
public sealed class UpgradeTests
{
    [Theory]
    [InlineData(Backend.Embedded)]
    [InlineData(Backend.Servers)]
    public async Task DatabaseOfTheFirstFormat_AnswersTheSame(Backend backend)
    {
        var recorded = RecordedForum.Read(backend);
        using HostDatabase database = RecordedForum.Restore(backend);
        await using var host = new ForumHost(database);
        host.Clock.SetUtcNow(recorded.At);
        using HttpClient client = host.CreateClient();
        // At that time a trust level made a moderator of a demo user; since then it takes a role.
        await host.ScalarAsync<int?>("UPDATE users SET role = 3 WHERE username = 'demo4'");
        var differences = new List<string>();

        foreach (RecordedForum.Answer answer in recorded.Answers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + answer.Path);
            if (answer.User != "-")
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Demo", answer.User);
            }

            using HttpResponseMessage now = await client.SendAsync(request);
            if ((int)now.StatusCode != answer.Status)
            {
                differences.Add($"{answer.User} {answer.Path}: {answer.Status} is {(int)now.StatusCode}");
            }
            else if (answer.Status == 200)
            {
                JsonNode? body = JsonNode.Parse(await now.Content.ReadAsStreamAsync());
                differences.AddRange(
                    JsonDifference.List(answer.Body, body).Select(line => $"{answer.User} {answer.Path}{line}")
                );
            }
        }

        recorded.Answers.Count.ShouldBeGreaterThan(300);
        differences.ShouldBeEmpty();
    }
}
