namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>Compares a list that is read in pages with what it must hold.</summary>
internal static class Pages
{
    public static async Task ShouldBeAsync<T>(
        Func<PageRequest, Task<Page<T>>> read,
        IEnumerable<T> expected,
        string list,
        int size = 7
    )
    {
        T[] all = [.. expected];
        var walked = new List<T>();
        string? cursor = null;
        do
        {
            Page<T> page = await read(PageRequest.After(cursor, size));
            walked.AddRange(page.Items);
            cursor = page.Next;
        } while (cursor is not null);

        walked.ToArray().ShouldHaveValuesOf(all, $"{list} by cursors");
        for (int number = 1; number <= (all.Length / size) + 2; number++)
        {
            Page<T> page = await read(new PageRequest(number, size));
            page.Items.ShouldHaveValuesOf(all.Skip((number - 1) * size).Take(size), $"page {number} of {list}");
            (page.Next is null).ShouldBe(number * size >= all.Length, $"page {number} of {list}");
        }
    }
}
