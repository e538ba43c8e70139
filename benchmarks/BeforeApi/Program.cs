namespace LearningStudio.BeforeApi;

// A class, since that of top-level statements is public and would be taken for the sample host's.
internal static class Program
{
    private static async Task Main(string[] args)
    {
        await using WebApplication app = BeforeApplication.Build(args);
        await app.RunAsync();
    }
}
