using System.Globalization;
using LearningStudio.Caching.Staleness;

// Arguments: Redis, key prefix, board, number of nodes, which of how many processes, seed. Runs until its input ends.
if (args is not [var redis, var prefix, var path, var count, var process, var processes, var seed])
{
    return 2;
}

using var board = new Board(path);
Node[] nodes = [.. Enumerable.Range(0, Number(count)).Select(_ => new Node(redis, prefix))];
using var stopping = new CancellationTokenSource();
var run = new StalenessRun(board, nodes, new StalenessPlan(Number(seed), Number(process), Number(processes)));
Task<Report> running = run.RunAsync(stopping.Token);
await Console.In.ReadToEndAsync();
await stopping.CancelAsync();
await Console.Out.WriteLineAsync((await running).ToString());
foreach (Node node in nodes)
{
    await node.DisposeAsync();
}

return 0;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
