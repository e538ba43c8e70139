using System.Data.Common;

namespace LearningStudio.QueryBudgets.Tests.Shop.Data;

/// <summary>A repository with a base class, and methods that call each other.</summary>
internal sealed class ProductRepository(DbDataSource source) : Repository<ProductRepository>(source)
{
    public Task<long> PriceAsync(int id) => FindAsync(id);

    public async Task<long> StockAsync(int id) => await FindAsync(id);

    /// <summary>A loop of the data layer itself.</summary>
    public async Task<long> TotalAsync(int count)
    {
        long total = 0;
        for (int id = 1; id <= count; id++)
        {
            total += await FindAsync(id);
        }

        return total;
    }
}
