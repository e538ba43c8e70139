using System.Collections.Frozen;
using System.Collections.Immutable;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Tests.Values;

public sealed class ImmutableTypesTests
{
    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(int?))]
    [InlineData(typeof(decimal))]
    [InlineData(typeof(DateTimeOffset))]
    [InlineData(typeof(DayOfWeek))]
    [InlineData(typeof(Guid))]
    [InlineData(typeof((int Id, string Name)))]
    [InlineData(typeof(Sealed))]
    [InlineData(typeof(Open))]
    [InlineData(typeof(Linked))]
    [InlineData(typeof(ImmutableArray<Sealed>))]
    [InlineData(typeof(FrozenDictionary<int, string>))]
    [InlineData(typeof(HoldsList))]
    public void UnchangeableType_IsShared(Type type) => ImmutableTypes.Contains(type).ShouldBeTrue();

    [Fact]
    public void FrozenCollection_IsSharedThoughItsTypeIsAbstract()
    {
        ValueCodec<FrozenDictionary<int, string>>
            .IsShared(new Dictionary<int, string> { [1] = "" }.ToFrozenDictionary(), share: false)
            .ShouldBeTrue();
        ValueCodec<FrozenSet<int>>.IsAlwaysShared(share: false).ShouldBeTrue();
    }

    [Theory]
    [InlineData(typeof(SaysItIsNot))]
    [InlineData(typeof(InheritsTheMark))]
    public void TypeWithoutAMarkOfItsOwnThatSaysSo_IsNotShared(Type type) =>
        ImmutableTypes.Contains(type).ShouldBeFalse();

    [Fact]
    public void InstanceOfADerivedClass_IsNotSharedAsItsBase()
    {
        ValueCodec<Open>.IsShared(new Open(1, ""), share: false).ShouldBeTrue();
        ValueCodec<Open>.IsShared(new Derived(1, "", []), share: false).ShouldBeFalse();
        ValueCodec<Open>.IsAlwaysShared(share: false).ShouldBeFalse();
    }

    [Theory]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(object))]
    [InlineData(typeof(Action))]
    [InlineData(typeof(IComparable))]
    [InlineData(typeof(Writable))]
    [InlineData(typeof(HoldsArray))]
    [InlineData(typeof(HoldsOpen))]
    [InlineData(typeof(HoldsInterface))]
    [InlineData(typeof(InheritsWritable))]
    [InlineData(typeof((int Id, List<int> Items)))]
    [InlineData(typeof(ImmutableArray<int[]>))]
    public void ChangeableType_IsNot(Type type) => ImmutableTypes.Contains(type).ShouldBeFalse();

    private sealed record Sealed(int Id, string Name);

    private record Open(int Id, string Name);

    private sealed record Derived(int Id, string Name, int[] Numbers) : Open(Id, Name);

    private sealed record Linked(int Id, Linked? Next);

    private sealed record HoldsList(ImmutableList<string> Names);

    private sealed record HoldsArray(int[] Numbers);

    private sealed record HoldsOpen(Open Other);

    private sealed record HoldsInterface(IReadOnlyList<int> Numbers);

    private class Writable
    {
        public int Id { get; set; }
    }

    private sealed class InheritsWritable : Writable;

    [System.ComponentModel.ImmutableObject(false)]
    private sealed class SaysItIsNot
    {
        public int Value { get; }
    }

    [System.ComponentModel.ImmutableObject(true)]
    private class Marked
    {
        public int Value { get; }
    }

    private sealed class InheritsTheMark : Marked
    {
        public int Changed { get; set; }
    }
}
