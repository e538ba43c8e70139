namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>A request that changes something.</summary>
public sealed record Write(string User, string Method, string Address, object? Body = null)
{
    public static Write Post(string user, string address, object? body = null) => new(user, "POST", address, body);

    public static Write Delete(string user, string address) => new(user, "DELETE", address);
}
