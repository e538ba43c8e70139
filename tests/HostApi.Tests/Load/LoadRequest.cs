namespace LearningStudio.HostApi.Tests.Load;

/// <summary>A request of a load: a read of an address, or, with a text, a reply; by a user or by nobody.</summary>
internal sealed record LoadRequest(string Address, string? Text = null, string? User = null)
{
    public bool IsWrite => Text is not null;

    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(
            IsWrite ? HttpMethod.Post : HttpMethod.Get,
            new Uri("/api/v1/" + Address, UriKind.Relative)
        );
        if (IsWrite)
        {
            message.Content = System.Net.Http.Json.JsonContent.Create(new { body = Text });
        }

        if (User is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", "Demo " + User);
        }

        return message;
    }
}
