using System.Collections.Frozen;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LearningStudio.Caching.Values;

/// <summary>Knows the types whose instances nobody can change, so that callers may share them.</summary>
/// <remarks>
/// Immutable are the known ones, what is marked <see cref="ImmutableObjectAttribute"/>, immutable and frozen collections
/// of such, and every type whose instance fields are all read-only and of such a type: records, as a rule. Types of
/// fields must be sealed, since an instance of a derived class could stand there. Asked once a type. Code compiled ahead
/// of time does not know its fields: there a type has to be known or marked.
/// </remarks>
internal static class ImmutableTypes
{
    private static readonly FrozenSet<Type> Known = new[]
    {
        typeof(string),
        typeof(Uri),
        typeof(Version),
        typeof(DBNull),
        typeof(decimal),
        typeof(DateTime),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(TimeSpan),
        typeof(Guid),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> Collections = new[]
    {
        typeof(ImmutableArray<>),
        typeof(ImmutableList<>),
        typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedSet<>),
        typeof(ImmutableQueue<>),
        typeof(ImmutableStack<>),
        typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>),
        typeof(FrozenSet<>),
        typeof(FrozenDictionary<,>),
    }.ToFrozenSet();

    private const string Trimmed =
        "A field that was trimmed away is one that no code uses; compiled ahead of time, fields are not asked for.";

    public static bool Contains(Type type) => IsImmutable(type, []);

    /// <summary>
    /// Whether every instance of an immutable type is immutable too: nobody else derives from sealed types and from the
    /// frozen collections, which are abstract.
    /// </summary>
    public static bool ContainsDerived(Type type) => type.IsSealed || IsImmutableCollection(type);

    private static bool IsImmutableCollection(Type type) =>
        type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition());

    private static bool IsImmutable(Type type, HashSet<Type> above)
    {
        if (type.IsPrimitive || type.IsEnum || Known.Contains(type) || !above.Add(type))
        {
            return true;
        }

        // A derived class may add what its base has promised not to have: the mark is not inherited.
        bool immutable =
            type.GetCustomAttribute<ImmutableObjectAttribute>(inherit: false)?.Immutable
            ?? (
                IsImmutableCollection(type)
                    ? type.GetGenericArguments().All(part => IsImmutableField(part, above))
                    : HasImmutableFields(type, above)
            );
        above.Remove(type);
        return immutable;
    }

    private static bool IsImmutableField(Type type, HashSet<Type> above) =>
        (type.IsSealed || Known.Contains(type) || IsImmutableCollection(type)) && IsImmutable(type, above);

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Trimmed)]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = Trimmed)]
    private static bool HasImmutableFields(Type type, HashSet<Type> above)
    {
        if (
            !RuntimeFeature.IsDynamicCodeSupported
            || type.IsArray
            || type.IsPointer
            || type.IsInterface
            || type.IsAbstract
            || typeof(Delegate).IsAssignableFrom(type)
        )
        {
            return false;
        }

        for (
            Type? level = type;
            level is not null && level != typeof(object) && level != typeof(ValueType);
            level = level.BaseType
        )
        {
            foreach (
                FieldInfo field in level.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                // A value type is copied to each caller: its own fields may be writable.
                if (!(field.IsInitOnly || type.IsValueType) || !IsImmutableField(field.FieldType, above))
                {
                    return false;
                }
            }
        }

        return type != typeof(object);
    }
}
