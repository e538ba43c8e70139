using System.Linq.Expressions;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Tests.Sql;

public class ColumnFinderTests
{
    public static TheoryData<string, LambdaExpression, string[]> Shapes =>
        new()
        {
            { "constructor", Shape(r => new Item(r.Id, r.Name)), ["r.Id", "r.Name"] },
            { "initializer", Shape(r => new Item(1, "") { At = r.At, Id = r.Id }), ["r.At", "r.Id"] },
            { "nested", Shape(r => new Outer(new Item(r.Id, ""), r.Parent)), ["r.Id", "r.Parent"] },
            { "constants", Shape(r => new Item(7, "x")), [] },
            { "arithmetic", Shape(r => new Item(r.Id - r.Other, "")), ["(r.Id - r.Other)"] },
            { "call", Shape(r => new Item(0, r.Name.Trim())), ["r.Name.Trim()"] },
            { "conversion", Shape(r => new Outer(null!, (long?)r.Id)), ["Convert(r.Id, Nullable`1)"] },
            {
                "enumeration",
                Shape(r => new Item(0, "") { Day = (DayOfWeek)r.Number }),
                ["Convert(r.Number, DayOfWeek)"]
            },
            { "fallback", Shape(r => new Item(r.Parent ?? 0, "")), ["r.Parent"] },
            {
                "choice",
                Shape(r => r.Parent == null ? null : new Item(r.Parent.Value, r.Name)),
                ["r.Parent", "r.Name"]
            },
            { "condition", Shape(r => new Item(0, "") { Is = r.Is && !(r.At == null) }), ["r.Is", "r.At"] },
            {
                "column used twice",
                Shape(r => new Item(r.Id, r.Name + r.Id) { Id = r.Id }),
                ["r.Id", "(r.Name + Convert(r.Id, Object))"]
            },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Columns_AreWhatTheDatabaseComputes(string kind, LambdaExpression shape, string[] columns)
    {
        var finder = new ColumnFinder(shape.Parameters[0]);

        Expression item = finder.Visit(shape.Body)!;

        finder.Columns.Select(column => column.ToString()).ShouldBe(columns, kind);
        // What is left needs no source: it compiles without one.
        Expression.Lambda(finder.Read(item), finder.Row).Compile().ShouldNotBeNull();
    }

    [Fact]
    public void ShapeWithinAnother_AddsItsColumnsInItsPlace()
    {
        var inner = new RowShape<Row, Item>(r => new Item(r.Id, r.Name));
        var outer = new RowShape<Row, Outer>(row => new Outer(inner.Inline(row), row.Parent));
        IQueryable<Row> rows = Array.Empty<Row>().AsQueryable();

        string columns = outer.Columns(rows).Expression.ToString();

        columns.ShouldContain("row.Id, 0");
        columns.ShouldContain("row.Name, 1");
        columns.ShouldContain("row.Parent, 2");
        Should.Throw<NotSupportedException>(() => inner.Inline(new Row()));
    }

    private static LambdaExpression Shape<T>(Expression<Func<Row, T>> shape) => shape;

    private sealed class Row
    {
        public long Id { get; init; }
        public long Other { get; init; }
        public long? Parent { get; init; }
        public int Number { get; init; }
        public bool Is { get; init; }
        public string Name { get; init; } = "";
        public DateTimeOffset? At { get; init; }
    }

    private sealed record Item(long Id, string Name)
    {
        public DateTimeOffset? At { get; init; }
        public DayOfWeek Day { get; init; }
        public bool Is { get; init; }
    }

    private sealed record Outer(Item Item, long? Parent);
}
