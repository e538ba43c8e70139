namespace LearningStudio.HostApi.Tests.Commands.Import;

/// <summary>A small forum of JSON lines in a folder of its own: two users, two forums, a topic, three posts.</summary>
internal sealed class LinesFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lines-");

    public LinesFolder()
    {
        Folder = _folder.CreateSubdirectory("my-forum").FullName;
        Write("users.jsonl", Users);
        Write("forums.jsonl", Forums);
        Write("topics.jsonl", Topics);
        Write("posts.jsonl", Posts);
    }

    public static string Users { get; } =
        """
            {"id":1,"username":"ann","displayName":"Ann","trustLevel":2,"joinedAt":"2020-01-01T00:00:00Z","lastSeenAt":"2020-02-01T10:00:00.5+02:00"}
            {"id":2,"username":"ben","joinedAt":"2020-01-02T00:00:00"}
            """;

    public static string Forums { get; } =
        """
            {"slug":"all","name":"All"}
            {"slug":"talk","parent":"all","name":"Talk","description":"Anything","position":3}
            """;

    public static string Topics { get; } =
        """
            {"id":4,"forum":"talk","authorId":1,"title":"First","createdAt":"2020-01-04T00:00:00Z","viewCount":9,"isPinned":true}
            """;

    public static string Posts { get; } =
        """
            {"id":6,"topicId":4,"replyToId":5,"authorId":1,"body":"A comment before its post","createdAt":"2020-01-06T00:00:00Z"}
            {"id":4,"topicId":4,"authorId":1,"body":"Opening","createdAt":"2020-01-04T00:00:00Z","upVotes":3,"editedAt":null}
            {"id":5,"topicId":4,"authorName":"guest","body":"An answer","createdAt":"2020-01-05T00:00:00Z","downVotes":2,"mood":"good"}
            """;

    public string Folder { get; }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Dispose() => _folder.Delete(recursive: true);
}
