using System.Globalization;
using System.Text;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>Makes bodies of requests that are right, or wrong in one of many ways.</summary>
internal sealed class MalformedBody(Random random)
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "1",
        "-1",
        "1.5",
        "1e400",
        "99999999999999999999",
        "[]",
        "{}",
        "\"\"",
        "\" \"",
        "\"1\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"\\uD83D\\uDE00\"",
        "\"\u202E\u0007\"",
        "\"'; DROP TABLE posts; --\"",
        "[[[[1]]]]",
        "{\"a\":{\"b\":null}}",
        "nul",
        "\"unclosed",
        "\"\\x\"",
        "NaN",
        "-0",
        "9007199254740993",
    ];
    private static readonly string?[] Types =
    [
        null,
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "application/json; charset=nonsense",
        "application/json; charset=\"utf-8\"",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "nonsense",
        "application/problem+json",
    ];

    public HttpContent Next(ApiOperation operation)
    {
        byte[] bytes = random.Next(12) switch
        {
            0 => [],
            1 => Noise(random.Next(1, 2000)),
            2 => Noise(1_000_000),
            3 => Encoding.UTF8.GetBytes(Nested(random.Next(60, 20_000))),
            4 => Cut(Json(operation, mutations: 0)),
            5 => [.. Encoding.UTF8.GetPreamble(), .. Json(operation, mutations: 0)],
            6 => Spoilt(Json(operation, mutations: 0)),
            7 => Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]),
            8 => Json(operation, mutations: 0),
            _ => Json(operation, mutations: random.Next(1, 4)),
        };
        var content = new ByteArrayContent(bytes);
        string? type = random.Next(8) == 0 ? Types[random.Next(Types.Length)] : "application/json";
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    private byte[] Json(ApiOperation operation, int mutations)
    {
        var fields = operation.Body.Select(field => (field.Key, Value: Right(field.Value))).ToList();
        for (int i = 0; i < mutations && fields.Count > 0; i++)
        {
            int at = random.Next(fields.Count);
            switch (random.Next(5))
            {
                case 0:
                    fields.RemoveAt(at);
                    break;
                case 1:
                    fields.Add((fields[at].Key, Values[random.Next(Values.Length)]));
                    break;
                case 2:
                    fields[at] = (fields[at].Key, $"\"{new string('x', random.Next(100, 120_000))}\"");
                    break;
                case 3:
                    fields.Add(("__proto__", Nested(random.Next(1, 100))));
                    break;
                default:
                    fields[at] = (fields[at].Key, Values[random.Next(Values.Length)]);
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(
            $"{{{string.Join(',', fields.Select(field => $"\"{field.Key}\":{field.Value}"))}}}"
        );
    }

    private string Right(string type) =>
        type.Contains("integer", StringComparison.Ordinal)
            ? random.Next(1, 40).ToString(CultureInfo.InvariantCulture)
            : $"\"Some text {random.NextInt64()}\"";

    private static string Nested(int depth) =>
        new StringBuilder().Insert(0, "[", depth).Append('1').Append(']', depth).ToString();

    private byte[] Cut(byte[] json) => json.Length == 0 ? json : json[..random.Next(json.Length)];

    // Bytes that are no UTF-8.
    private byte[] Spoilt(byte[] json)
    {
        for (int i = 0; i < 3 && json.Length > 0; i++)
        {
            json[random.Next(json.Length)] = (byte)random.Next(0x80, 0x100);
        }

        return json;
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
