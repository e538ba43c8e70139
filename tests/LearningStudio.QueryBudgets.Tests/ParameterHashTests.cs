using LearningStudio.QueryBudgets.Counting;
using Microsoft.Data.Sqlite;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>Sets of parameters are told apart by a hash that reads a bounded part of each value.</summary>
public sealed class ParameterHashTests
{
    private const int Bytes = ParameterHash.MaxBytes;
    private const int Items = ParameterHash.MaxItems;

    /// <summary>Two values, and whether they count as the same.</summary>
    public static TheoryData<string, object?, object?, bool> Pairs =>
        new()
        {
            { "blobs", Blob(Bytes), Blob(Bytes), true },
            { "blobs, different at the beginning", Blob(9_000), Blob(9_000, changed: 0), false },
            { "blobs, different at the end of the part", Blob(9_000), Blob(9_000, changed: Bytes - 1), false },
            { "blobs, different after it", Blob(9_000), Blob(9_000, changed: Bytes), true },
            { "blobs of different length", Blob(9_000), Blob(9_001), false },
            { "an empty blob, and one of a zero", Blob(0), Blob(1), false },
            { "numbers, different within the part", new long[200], Changed(new long[200], (Bytes / 8) - 1), false },
            { "numbers, different after it", new long[200], Changed(new long[200], Bytes / 8), true },
            { "texts", Text(9_000), Text(9_000), true },
            { "texts, different at the end of the part", Text(9_000), Text(9_000, changed: (Bytes / 2) - 1), false },
            { "texts, different after it", Text(9_000), Text(9_000, changed: Bytes / 2), true },
            { "texts of different length", Text(9_000), Text(9_001), false },
            { "lists, different within the part", List(900), List(900, changed: Items - 1), false },
            { "lists, different after it", List(900), List(900, changed: Items), true },
            { "lists of different length", List(900), List(901), false },
            { "lists of blobs", List(Blob(9_000)), List(Blob(9_000, changed: Bytes - 1)), false },
            { "nothing, and the database's nothing", null, DBNull.Value, true },
            { "numbers", 5L, 6L, false },
        };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Values_AreTheSameUpToABound(string name, object? one, object? other, bool areSame)
    {
        (Hash(one) == Hash(other)).ShouldBe(areSame, name);
        (ParameterHash.Compute(new[] { one }) == ParameterHash.Compute(new[] { other })).ShouldBe(areSame, name);
    }

    [Fact]
    public void LargeValue_IsNotCopied()
    {
        byte[] blob = new byte[50_000_000];
        using var command = new SqliteCommand();
        command.Parameters.Add(new SqliteParameter("@p", blob));
        ParameterHash.Compute(command.Parameters, seed: 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ParameterHash.Compute(command.Parameters, seed: 1);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000);
    }

    private static int Hash(object? value)
    {
        using var command = new SqliteCommand();
        command.Parameters.Add(new SqliteParameter { Value = value });
        return ParameterHash.Compute(command.Parameters, seed: 1);
    }

    private static byte[] Blob(int length, int changed = -1) => Changed(new byte[length], changed);

    private static string Text(int length, int changed = -1) => new(Changed(new char[length], changed));

    private static List<object> List(int length, int changed = -1) =>
        [.. Changed(new int[length], changed).Cast<object>()];

    private static List<object> List(byte[] blob) => [blob];

    private static T[] Changed<T>(T[] values, int changed)
        where T : struct, IConvertible
    {
        if (changed >= 0)
        {
            values[changed] = (T)Convert.ChangeType(1, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
        }

        return values;
    }
}
