namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>
/// Random sequences of posts, edits, reports, deletions, claims, decisions and undone decisions by five users of different
/// roles: after each step the endpoints show what a small model says.
/// </summary>
public abstract class StateMachineTests(int part)
{
    // Two classes, so that they run beside each other.
    public sealed class Even() : StateMachineTests(0);

    public sealed class Odd() : StateMachineTests(1);

    private const int Parts = 2;
    private const int Steps = 30;

    [Fact]
    public async Task EndpointsShowWhatTheModelSays()
    {
        await using ModelClients clients = await ModelClients.StartAsync();
        for (int sequence = part; sequence < Sequences; sequence += Parts)
        {
            await RunAsync(clients, sequence);
            // Topics are listed by their latest posts.
            clients.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static int Sequences { get; } =
        Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is "1" ? 20_000 : 2_000;

    private static async Task RunAsync(ModelClients clients, int sequence)
    {
        var random = new Random(sequence);
        var texts = new Texts(sequence, random);
        ModelTopic topic = await ModelSteps.OpenAsync(clients, texts, random);
        var steps = new ModelSteps(clients, topic, texts, random);
        var check = new ModelCheck(clients, topic);
        try
        {
            await check.CheckAsync(sequence);
            for (int i = 0; i < Steps; i++)
            {
                await steps.NextAsync();
                await check.CheckAsync(sequence + i);
            }

            await check.CheckAllAsync(sequence);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            string done = string.Join(Environment.NewLine, steps.Done);
            throw new InvalidOperationException(
                $"Sequence {sequence}, topic {topic.Id} by {topic.Author}:{Environment.NewLine}{done}",
                exception
            );
        }

        await clients.LeaveAsync(topic);
    }
}
