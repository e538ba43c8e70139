using System.Collections;
using System.Data.Common;
using System.Runtime.InteropServices;

namespace LearningStudio.QueryBudgets.Counting;

// Rule: equal values give equal hashes within the process; the values themselves are not kept.
// Cost: no allocation but for collections other than arrays of numbers.
internal static class ParameterHash
{
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
                hash.Add(text.GetHashCode(StringComparison.Ordinal));
                break;
            case Array { Rank: 1 } array when array.GetType().GetElementType()!.IsPrimitive:
                hash.AddBytes(
                    MemoryMarshal.CreateReadOnlySpan(
                        ref MemoryMarshal.GetArrayDataReference(array),
                        Buffer.ByteLength(array)
                    )
                );
                break;
            case ICollection values:
                foreach (object? item in values)
                {
                    Add(ref hash, item);
                }

                hash.Add(values.Count);
                break;
            case null or DBNull:
                hash.Add(0);
                break;
            default:
                hash.Add(value.GetHashCode());
                break;
        }
    }
}
