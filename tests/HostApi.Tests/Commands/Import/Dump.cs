namespace LearningStudio.HostApi.Tests.Commands.Import;

/// <summary>A small dump in a folder of its own: two questions, an answer, two comments, three users.</summary>
internal sealed class Dump : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dump-");

    public Dump()
    {
        Folder = _folder.CreateSubdirectory("my-site").FullName;
        Write("Users.xml", Users);
        Write("Posts.xml", Posts);
        Write("Comments.xml", Comments);
    }

    public static string Users { get; } =
        """
            <?xml version="1.0" encoding="utf-8"?>
            <users>
              <row Id="-1" Reputation="1" CreationDate="2020-01-01T00:00:00.000" DisplayName="Community" />
              <row Id="1" Reputation="2000" CreationDate="2020-01-02T00:00:00.000" DisplayName="Ann" LastAccessDate="2020-02-01T00:00:00.000" />
              <row Id="2" Reputation="1" CreationDate="2020-01-03T00:00:00.000" DisplayName="Ann" />
            </users>
            """;

    public static string Posts { get; } =
        """
            <?xml version="1.0" encoding="utf-8"?>
            <posts>
              <row Id="3" PostTypeId="2" ParentId="4" CreationDate="2020-01-05T00:00:00.000" Score="-2" Body="An answer before its question" OwnerUserId="2" />
              <row Id="4" PostTypeId="1" CreationDate="2020-01-04T00:00:00.000" Score="3" ViewCount="9" Title="First" Body="Opening" Tags="&lt;a&gt;&lt;b&gt;" OwnerUserId="1" AnswerCount="1" />
              <row Id="5" PostTypeId="4" CreationDate="2020-01-04T00:00:00.000" Score="0" Body="A tag wiki" />
              <row Id="6" PostTypeId="1" CreationDate="2020-01-06T00:00:00.000" Score="0" Title="Second" Body="No owner" Tags="|b|" OwnerDisplayName="guest" ClosedDate="2020-01-07T00:00:00.000" />
              <row Id="7" PostTypeId="2" ParentId="99" CreationDate="2020-01-05T00:00:00.000" Score="0" Body="An answer to nothing" />
            </posts>
            """;

    public static string Comments { get; } =
        """
            <?xml version="1.0" encoding="utf-8"?>
            <comments>
              <row Id="1" PostId="3" Score="1" Text="On the answer" CreationDate="2020-01-08T00:00:00.000" UserId="1" />
              <row Id="2" PostId="5" Score="0" Text="On the wiki" CreationDate="2020-01-08T00:00:00.000" />
            </comments>
            """;

    public string Folder { get; }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Delete(string file) => File.Delete(Path.Combine(Folder, file));

    public void Dispose() => _folder.Delete(recursive: true);
}
