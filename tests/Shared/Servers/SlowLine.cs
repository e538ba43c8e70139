using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LearningStudio.Tests.Servers;

/// <summary>A line to a server on the loopback: narrow, behind a slow TLS handshake, or led to another server.</summary>
public sealed class SlowLine : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private readonly X509Certificate2? _certificate;
    private int _connections;

    /// <param name="port">The server's port.</param>
    /// <param name="bytesPerSecond">What each connection brings back in a second; 0 for no bound.</param>
    /// <param name="handshake">How long the TLS handshake takes; null for no TLS.</param>
    public SlowLine(int port, int bytesPerSecond = 0, TimeSpan? handshake = null)
    {
        Target = port;
        BytesPerSecond = bytesPerSecond;
        Handshake = handshake;
        _certificate = handshake is null ? null : NewCertificate();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Configuration => $"127.0.0.1:{Port}";

    /// <summary>Where new connections lead.</summary>
    public int Target { get; set; }

    public int BytesPerSecond { get; set; }

    public TimeSpan? Handshake { get; set; }

    /// <summary>Whether new connections are closed as soon as they are made.</summary>
    public bool Closes { get; set; }

    /// <summary>What tells the line's certificate.</summary>
    public string? Thumbprint => _certificate?.GetCertHashString();

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _certificate?.Dispose();
        _stopping.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                _ = CarryAsync(client);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                if (Closes)
                {
                    return;
                }

                client.NoDelay = server.NoDelay = true;
                Stream near = await OpenAsync(client.GetStream());
                await server.ConnectAsync(IPAddress.Loopback, Target, _stopping.Token);
                Stream far = server.GetStream();
                await Task.WhenAny(CopyAsync(near, far, limited: false), CopyAsync(far, near, limited: true));
            }
            catch (Exception exception)
                when (exception
                        is IOException
                            or SocketException
                            or OperationCanceledException
                            or AuthenticationException
                )
            {
                // One of the two has gone.
            }
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream stream)
    {
        if (Handshake is not { } delay)
        {
            return stream;
        }

        await Task.Delay(delay, TimeProvider.System, _stopping.Token);
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate },
            _stopping.Token
        );
        return secure;
    }

    private async Task CopyAsync(Stream from, Stream to, bool limited)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int bound = limited && BytesPerSecond > 0 ? (int)(BytesPerSecond * Step.TotalSeconds) : buffer.Length;
            int read = await from.ReadAsync(buffer.AsMemory(0, Math.Min(bound, buffer.Length)), _stopping.Token);
            if (read == 0)
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
            if (limited && BytesPerSecond > 0)
            {
                await Task.Delay(Step, TimeProvider.System, _stopping.Token);
            }
        }
    }
}
