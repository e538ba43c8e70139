using System.Collections;
using System.Data.Common;
using System.Runtime.InteropServices;

namespace LearningStudio.QueryBudgets.Counting;

// Rule: equal values give equal hashes within the process; the values themselves are not kept. Of a long one only the length
//   and the beginning count, so two of them that differ later are taken for the same.
// Cost: at most a kilobyte, or 256 items, of a value is read; no allocation but for collections other than arrays of numbers.
internal static class ParameterHash
{
    public const int MaxBytes = 1_024;
    public const int MaxItems = 256;

    public static int Compute(DbParameterCollection parameters, int seed)
    {
        int count = parameters.Count;
        if (count == 0)
        {
            return seed;
        }

        var hash = new HashCode();
        hash.Add(seed);
        for (int i = 0; i < count; i++)
        {
            Add(ref hash, parameters[i].Value);
        }

        return hash.ToHashCode();
    }

    /// <summary>A hash of values that no command holds.</summary>
    public static int Compute(IEnumerable values)
    {
        var hash = new HashCode();
        foreach (object? value in values)
        {
            Add(ref hash, value is DbParameter parameter ? parameter.Value : value);
        }

        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, object? value)
    {
        switch (value)
        {
            case string text:
                hash.Add(text.Length);
                ReadOnlySpan<char> start = text.AsSpan(0, Math.Min(text.Length, MaxBytes / sizeof(char)));
                hash.Add(string.GetHashCode(start, StringComparison.Ordinal));
                break;
            case Array { Rank: 1 } array when array.GetType().GetElementType()!.IsPrimitive:
                int length = Buffer.ByteLength(array);
                hash.Add(length);
                hash.AddBytes(
                    MemoryMarshal.CreateReadOnlySpan(
                        ref MemoryMarshal.GetArrayDataReference(array),
                        Math.Min(length, MaxBytes)
                    )
                );
                break;
            case ICollection values:
                AddItems(ref hash, values);
                break;
            case null or DBNull:
                hash.Add(0);
                break;
            default:
                hash.Add(value.GetHashCode());
                break;
        }
    }

    private static void AddItems(ref HashCode hash, ICollection values)
    {
        hash.Add(values.Count);
        int read = 0;
        foreach (object? item in values)
        {
            if (read++ == MaxItems)
            {
                break;
            }

            Add(ref hash, item);
        }
    }
}
