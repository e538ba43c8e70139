using LearningStudio.QueryBudgets.Tests.Shop.Data;

namespace LearningStudio.QueryBudgets.Tests.Shop;

/// <summary>Ways to ask for products, over a data layer: loops, and what only looks like one.</summary>
internal sealed class Catalog(ProductRepository products, bool yields)
{
    public async Task ForAsync(int count)
    {
        for (int id = 1; id <= count; id++)
        {
            await products.FindAsync(id);
            await PauseAsync();
        }
    }

    public async Task WhileAsync(int count)
    {
        int id = 0;
        while (id++ < count)
        {
            if (await products.StockAsync(id) < 0)
            {
                break;
            }
        }
    }

    public async Task LambdaAsync(int count) =>
        await Task.WhenAll(Enumerable.Range(1, count).Select(async id => await products.FindAsync(id)));

    public async Task LocalFunctionAsync(int count)
    {
        async Task<long> OneAsync(int id) => await products.PriceAsync(id);
        for (int id = 1; id <= count; id++)
        {
            await OneAsync(id);
        }
    }

    public Task HelperAsync(int count) => EachAsync(count, id => products.PriceAsync(id));

    public Task LinqAsync(int count)
    {
        _ = Enumerable.Range(1, count).Select(products.Find).ToList();
        return Task.CompletedTask;
    }

    public Task InParallelAsync(int count) =>
        Parallel.ForEachAsync(Enumerable.Range(1, count), async (id, _) => await products.FindAsync(id));

    public async Task StreamAsync(int count)
    {
        await foreach (long _ in PricesAsync(count)) { }
    }

    public async Task RecursiveAsync(int count)
    {
        await products.FindAsync(count);
        if (count > 1)
        {
            await RecursiveAsync(count - 1);
        }
    }

    public async Task NestedAsync(int count)
    {
        for (int outer = 0; outer < 2; outer++)
        {
            for (int inner = 1; inner <= count / 2; inner++)
            {
                await products.FindAsync((outer * count) + inner);
            }
        }
    }

    public Task WithinTheRepositoryAsync(int count) => products.TotalAsync(count);

    public async Task SixCallersAsync(int count)
    {
        await HeaderAsync(count);
        await MenuAsync(count + 1);
        await BasketAsync(count + 2);
        await OfferAsync(count + 3);
        await FooterAsync(count + 4);
        await BannerAsync(count + 5);
    }

    public async Task SixLinesAsync(int count)
    {
        await products.FindAsync(count);
        await products.FindAsync(count + 1);
        await products.FindAsync(count + 2);
        await products.FindAsync(count + 3);
        await products.FindAsync(count + 4);
        await products.FindAsync(count + 5);
    }

    public async Task TwoShortLoopsAsync(int count)
    {
        for (int id = 1; id <= count / 2; id++)
        {
            await HeaderAsync(id);
        }

        for (int id = 1; id <= count / 2; id++)
        {
            await FooterAsync(count + id);
        }
    }

    public async Task SixLambdasAsync(int count)
    {
        Func<Task<long>>[] asks =
        [
            () => products.FindAsync(count),
            () => products.FindAsync(count + 1),
            () => products.FindAsync(count + 2),
            () => products.FindAsync(count + 3),
            () => products.FindAsync(count + 4),
            () => products.FindAsync(count + 5),
        ];
        foreach (Func<Task<long>> ask in asks)
        {
            await ask();
        }
    }

    public async Task SixMethodsOfTheRepositoryAsync(int count)
    {
        await products.PriceAsync(count);
        await products.StockAsync(count + 1);
        await products.FindAsync(count + 2);
        await products.PriceAsync(count + 3);
        await products.StockAsync(count + 4);
        products.Find(count + 5);
    }

    private static async Task EachAsync(int count, Func<int, Task> act)
    {
        for (int id = 1; id <= count; id++)
        {
            await act(id);
        }
    }

    private async IAsyncEnumerable<long> PricesAsync(int count)
    {
        for (int id = 1; id <= count; id++)
        {
            yield return await products.FindAsync(id);
        }
    }

    private async Task HeaderAsync(int id) => await products.FindAsync(id);

    private async Task MenuAsync(int id) => await products.FindAsync(id);

    private Task<long> BasketAsync(int id) => products.FindAsync(id);

    private async Task OfferAsync(int id)
    {
        await PauseAsync();
        await products.FindAsync(id);
    }

    private Task FooterAsync(int id) => products.FindAsync(id);

    private async Task<long> BannerAsync(int id) => await products.FindAsync(id);

    private async Task PauseAsync()
    {
        if (yields)
        {
            await Task.Yield();
        }
    }
}
