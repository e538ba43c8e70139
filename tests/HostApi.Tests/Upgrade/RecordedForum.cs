using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Upgrade;

/// <summary>
/// A forum that the host of commit 95f2d3c wrote, and what that host then answered to every kind of read. <c>record.sh</c>
/// makes both.
/// </summary>
/// <param name="At">When the answers were given.</param>
/// <param name="Answers">The answers.</param>
internal sealed record RecordedForum(DateTimeOffset At, IReadOnlyList<RecordedForum.Answer> Answers)
{
    public static RecordedForum Read(Backend backend)
    {
        using Stream answers = Open($"{NameOf(backend)}.answers.json.gz");
        return JsonSerializer.Deserialize<RecordedForum>(answers, JsonSerializerOptions.Web)!;
    }

    public static HostDatabase Restore(Backend backend)
    {
        using Stream content = Open(backend == Backend.Servers ? "postgresql.sql.gz" : "sqlite.db.gz");
        return HostDatabase.Restore(backend, content);
    }

    private static string NameOf(Backend backend) => backend == Backend.Servers ? "postgresql" : "sqlite";

    private static GZipStream Open(string name) =>
        new(File.OpenRead(Checkout.PathOf("tests", "HostApi.Tests", "Upgrade", name)), CompressionMode.Decompress);

    /// <param name="User">Who asked; <c>-</c> for nobody.</param>
    /// <param name="Path">For what, below <c>/api/v1</c>.</param>
    /// <param name="Status">The answer's status.</param>
    /// <param name="Body">The answer's body.</param>
    internal sealed record Answer(string User, string Path, int Status, JsonNode? Body);
}
