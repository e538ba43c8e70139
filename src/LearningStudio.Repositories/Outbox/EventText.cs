using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LearningStudio.Repositories.Outbox;

// Rule: events that differ only in their author share one entry, [code, forum, parent forum, post, [authors]]: those of a
//   topic with thousands of authors are one entry and a list of ids. The topic is a column of the row. 0 stands for no
//   forum and no post, as it always did: versions of a rolling deployment read each other's rows.
/// <summary>The events of a unit of work as one text.</summary>
internal static class EventText
{
    public static string Write(IEnumerable<ForumEvent> events)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            ForumEvent? shared = null;
            foreach (ForumEvent happened in events)
            {
                ForumEvent place = happened with { AuthorId = null };
                if (place != shared)
                {
                    End(json, shared);
                    Begin(json, shared = place);
                }

                WriteId(json, happened.AuthorId);
            }

            End(json, shared);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <exception cref="FormatException">An event is of an unknown kind, or the text is not one of <see cref="Write"/>.</exception>
    public static IReadOnlyList<ForumEvent> Read(string text, long? topicId)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().SelectMany(entry => Read(entry, topicId))];
        }
        catch (Exception malformed)
            when (malformed is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException("Stored events cannot be read.", malformed);
        }
    }

    private static ForumEvent[] Read(JsonElement entry, long? topicId)
    {
        var place = new ForumEvent
        {
            Kind = EventCodes.Parse(entry[0].GetString()),
            ForumId = NullIfNone(entry[1].GetInt64()),
            ParentForumId = ReadId(entry[2]),
            TopicId = topicId,
            PostId = NullIfNone(entry[3].GetInt64()),
        };
        return [.. entry[4].EnumerateArray().Select(author => place with { AuthorId = ReadId(author) })];
    }

    private static void Begin(Utf8JsonWriter json, ForumEvent place)
    {
        json.WriteStartArray();
        json.WriteStringValue(EventCodes.Get(place.Kind));
        json.WriteNumberValue(place.ForumId ?? 0);
        WriteId(json, place.ParentForumId);
        json.WriteNumberValue(place.PostId ?? 0);
        json.WriteStartArray();
    }

    private static void End(Utf8JsonWriter json, ForumEvent? begun)
    {
        if (begun is not null)
        {
            json.WriteEndArray();
            json.WriteEndArray();
        }
    }

    private static void WriteId(Utf8JsonWriter json, long? id)
    {
        if (id is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static long? NullIfNone(long id) => id == 0 ? null : id;

    private static long? ReadId(JsonElement id) => id.ValueKind == JsonValueKind.Null ? null : id.GetInt64();
}
