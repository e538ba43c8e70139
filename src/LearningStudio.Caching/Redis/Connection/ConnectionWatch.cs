using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>Reports each new connection before a command can be sent through it.</summary>
/// <remarks>
/// The client's own events come later, from the pool: a command could reach a server that has just been restarted from
/// older data before anybody knows of the restart.
/// </remarks>
internal sealed class ConnectionWatch(Tunnel? inner, Action<EndPoint> connecting) : Tunnel
{
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken
    ) =>
        inner?.GetSocketConnectEndpointAsync(endpoint, cancellationToken)
        ?? base.GetSocketConnectEndpointAsync(endpoint, cancellationToken);

    public override ValueTask BeforeSocketConnectAsync(
        EndPoint endPoint,
        ConnectionType connectionType,
        Socket? socket,
        CancellationToken cancellationToken
    ) =>
        inner?.BeforeSocketConnectAsync(endPoint, connectionType, socket, cancellationToken)
        ?? base.BeforeSocketConnectAsync(endPoint, connectionType, socket, cancellationToken);

    public override ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint,
        ConnectionType connectionType,
        Socket? socket,
        CancellationToken cancellationToken
    )
    {
        connecting(endpoint);
        return inner?.BeforeAuthenticateAsync(endpoint, connectionType, socket, cancellationToken)
            ?? base.BeforeAuthenticateAsync(endpoint, connectionType, socket, cancellationToken);
    }
}
