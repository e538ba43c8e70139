using System.Linq.Expressions;

namespace LearningStudio.Repositories.Sql;

/// <summary>How an item is made of a row: the columns of a query and their reader, from one expression. Thread-safe.</summary>
/// <typeparam name="TSource">What the query yields.</typeparam>
/// <typeparam name="T">The item.</typeparam>
internal sealed class RowShape<TSource, T> : IRowShape
{
    private readonly LambdaExpression _item;
    private readonly Expression<Func<TSource, object?[]>> _columns;
    private readonly Func<RowCursor, T> _read;

    /// <param name="item">Makes the item; see <see cref="ColumnFinder"/> for what of it the database computes.</param>
    public RowShape(Expression<Func<TSource, T>> item)
    {
        ParameterExpression source = item.Parameters[0];
        _item = Expression.Lambda(new ShapeInliner().Visit(item.Body), source);
        var finder = new ColumnFinder(source);
        Expression made = finder.Visit(_item.Body)!;
        _columns = Expression.Lambda<Func<TSource, object?[]>>(
            Expression.NewArrayInit(
                typeof(object),
                finder.Columns.Select((column, i) => Expression.Convert(PlacedColumn.Create(column, i), typeof(object)))
            ),
            source
        );
        _read = Expression.Lambda<Func<RowCursor, T>>(finder.Read(made), finder.Row).Compile();
    }

    LambdaExpression IRowShape.Item => _item;

    /// <summary>Stands for the item of a source within the expression of another shape.</summary>
    public T Inline(TSource source) =>
        throw new NotSupportedException("Only the expression of another shape can hold it.");

    /// <summary>Projects a query on the columns, in the order in which <see cref="Read"/> reads them.</summary>
    public IQueryable Columns(IQueryable<TSource> rows) => rows.Select(_columns);

    public T Read(RowCursor row) => _read(row);

    /// <summary>Puts the expressions of other shapes in the place of calls of <see cref="Inline"/>.</summary>
    private sealed class ShapeInliner : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Object is null || !typeof(IRowShape).IsAssignableFrom(node.Object.Type))
            {
                return base.VisitMethodCall(node);
            }

            var shape = Expression.Lambda<Func<IRowShape>>(node.Object).Compile()();
            return ParameterReplacer.Call(shape.Item, node.Arguments);
        }
    }
}
