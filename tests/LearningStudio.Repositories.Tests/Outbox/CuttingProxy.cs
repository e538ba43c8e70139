using System.Net;
using System.Net.Sockets;

namespace LearningStudio.Repositories.Tests.Outbox;

/// <summary>Passes bytes to a server and back; once it is armed, the next answer gets lost together with its connection.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private volatile bool _isArmed;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Arm() => _isArmed = true;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient accepted)
    {
        using TcpClient client = accepted;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _server);
        Task there = CopyAsync(client.GetStream(), server.GetStream(), mayCut: false);
        Task back = CopyAsync(server.GetStream(), client.GetStream(), mayCut: true);
        await Task.WhenAny(there, back);
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool mayCut)
    {
        byte[] buffer = new byte[65536];
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer)) > 0 && !(mayCut && _isArmed))
            {
                await to.WriteAsync(buffer.AsMemory(0, count));
            }

            _isArmed = _isArmed && !mayCut;
        }
        catch (IOException)
        {
            // The other side is gone.
        }
    }
}
