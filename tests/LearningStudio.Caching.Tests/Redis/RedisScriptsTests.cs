using System.Reflection;
using LearningStudio.Caching.Redis;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class RedisScriptsTests(SharedRedis redis) : IClassFixture<SharedRedis>
{
    private static readonly Assembly Package = typeof(RedisScript).Assembly;

    private static readonly Dictionary<string, RedisScript> Scripts = typeof(RedisScripts)
        .GetFields()
        .Where(field => field.FieldType == typeof(RedisScript))
        .ToDictionary(field => field.Name, field => (RedisScript)field.GetValue(null)!, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Scripts.Keys];

    public static TheoryData<string> Files =>
        [.. Package.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal))];

    [Fact]
    public void ScriptsAndTheirFiles_AreSeen()
    {
        Scripts.Count.ShouldBeGreaterThan(9);
        Files.Count.ShouldBeGreaterThan(Scripts.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Script_CompilesAndRunsByItsHash(string name)
    {
        IDatabase database = await redis.Server.ConnectAsync();

        RedisResult hash = await database.ExecuteAsync("SCRIPT", "LOAD", Scripts[name].Text);

        $"{hash}".ShouldBe(Convert.ToHexStringLower(Scripts[name].Hash));
    }

    // Neither a file that nothing loads, nor one of which a script has a part only.
    [Theory]
    [MemberData(nameof(Files))]
    public void File_IsPartOfAScript(string file)
    {
        using var reader = new StreamReader(Package.GetManifestResourceStream(file)!);
        string text = reader.ReadToEnd().TrimEnd('\n');

        Scripts.Values.ShouldContain(script => $"\n{script.Text}\n".Contains($"\n{text}\n"));
    }
}
