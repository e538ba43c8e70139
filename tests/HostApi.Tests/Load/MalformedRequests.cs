using System.Text.RegularExpressions;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>Makes requests to the operations of a host, each wrong in one or several of many ways; the same for the same seed.</summary>
internal sealed partial class MalformedRequests(Uri host, IReadOnlyList<ApiOperation> operations, int seed)
{
    // As they stand in an address.
    private static readonly string[] Values =
    [
        "",
        "%20",
        "0",
        "1",
        "2",
        "7",
        "-1",
        "1.5",
        "1e9",
        "NaN",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999",
        "%00",
        "1%00",
        "%ED%A0%80",
        "%FF%FE",
        "%C3%28",
        "..%2F..%2Fetc",
        "'%20OR%201=1--",
        "null",
        "true",
        "%5B%5D",
        "%7B%7D",
        "%D9%A1",
        "+1",
        "0x10",
        "1,2",
        "1%0A",
        "%25%25",
        "%F0%9F%98%80",
        "a&page=2",
        "%22",
        "*",
        "(",
        "AND%20NOT",
        "text",
    ];
    private static readonly string?[] Credentials =
    [
        null,
        null,
        "Demo demo1",
        "Demo demo4",
        "Demo demo5",
        "Demo demo8",
        "Demo nobody",
        "Demo ",
        "Demo",
        "demo demo4",
        "Bearer",
        "Bearer a.b.c",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vNCJ9.",
        "Basic ZGVtbzQ6",
        "Digest x",
        "\u00E4\u00FF",
        "Demo \u00E4",
        ",,,",
        "Demo demo4, Demo demo1",
    ];
    private static readonly string[] Methods =
    [
        "GET",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "HEAD",
        "OPTIONS",
        "TRACE",
        "FOO",
    ];
    private static readonly UriCreationOptions AsItStands = new()
    {
        DangerousDisablePathAndQueryCanonicalization = true,
    };
    private readonly Random _random = new(seed);

    public HttpRequestMessage Next()
    {
        ApiOperation operation = operations[_random.Next(operations.Count)];
        string method = Chance(20) ? Methods[_random.Next(Methods.Length)] : operation.Method;
        var message = new HttpRequestMessage(new HttpMethod(method), new Uri(Address(operation), AsItStands));
        if ((operation.Body.Count > 0 && !Chance(20)) || (method is not "TRACE" && Chance(10)))
        {
            message.Content = new MalformedBody(_random).Next(operation);
            message.Headers.TransferEncodingChunked = Chance(6);
        }

        string? credentials = Chance(50) ? $"Bearer {Long(20_000)}" : Credentials[_random.Next(Credentials.Length)];
        if (credentials is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", credentials);
        }

        if (Chance(10))
        {
            string[] names =
            [
                "Accept",
                "Accept-Encoding",
                "If-None-Match",
                "Range",
                "X-Forwarded-For",
                "traceparent",
                "Cookie",
                "Origin",
            ];
            string value = Chance(10) ? Long(40_000) : Uri.UnescapeDataString(Values[_random.Next(Values.Length)]);
            message.Headers.TryAddWithoutValidation(
                names[_random.Next(names.Length)],
                string.Concat(value.Where(letter => letter is >= ' ' and < '\u0100'))
            );
        }

        return message;
    }

    private string Address(ApiOperation operation)
    {
        string path = Parameter().Replace(operation.Path, _ => Value());
        string query = string.Join(
            '&',
            operation
                .Query.Where(_ => !Chance(3))
                .SelectMany(name => Chance(10) ? [name, name] : new[] { name })
                .Select(name => Chance(20) ? name : $"{name}={Value()}")
        );
        return $"{host.GetLeftPart(UriPartial.Authority)}{path}{(query.Length == 0 ? "" : "?" + query)}";
    }

    private string Value() => Chance(40) ? Long(50_000) : Values[_random.Next(Values.Length)];

    private string Long(int most) => new('x', _random.Next(1, most));

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
