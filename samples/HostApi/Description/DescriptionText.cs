using System.IO.Hashing;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace LearningStudio.HostApi.Description;

/// <summary>The OpenAPI document as it is sent: made at the first request, and never again. Thread-safe.</summary>
internal sealed class DescriptionText(
    [FromKeyedServices(DescriptionText.Name)] IOpenApiDocumentProvider provider,
    IHostApplicationLifetime lifetime
)
{
    /// <summary>The name of the document.</summary>
    public const string Name = "v1";

    private readonly Lock _lock = new();
    private Task<(byte[] Content, EntityTagHeaderValue Tag)>? _made;

    public Task<(byte[] Content, EntityTagHeaderValue Tag)> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_made is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                // It is made for all who ask: none of them can cancel it.
                _made = Task.Run(MakeAsync, CancellationToken.None);
            }

            return _made.WaitAsync(cancellationToken);
        }
    }

    private async Task<(byte[] Content, EntityTagHeaderValue Tag)> MakeAsync()
    {
        CancellationToken stopping = lifetime.ApplicationStopping;
        OpenApiDocument document = await provider.GetOpenApiDocumentAsync(stopping);
        document.Servers?.Clear();
        byte[] content = Encoding.UTF8.GetBytes(
            await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, stopping)
        );
        return (content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(XxHash128.Hash(content))}\""));
    }
}
