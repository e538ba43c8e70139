using System.Reflection;

namespace LearningStudio.Caching.Tests.Model;

/// <summary>Implements the few members of a large interface that are called.</summary>
public class Proxy : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _handle = null!;

    public static T Create<T>(Func<MethodInfo, object?[], object?> handle)
        where T : class
    {
        T proxy = Create<T, Proxy>();
        ((Proxy)(object)proxy)._handle = handle;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _handle(targetMethod!, args ?? []);
}
