using System.Text.Json;

namespace LearningStudio.Benchmarks.Turns;

/// <summary>Refuses to compare what does not answer the same.</summary>
internal static class SameAnswer
{
    private const int Times = 10;

    /// <exception cref="InvalidOperationException">Two ways answer differently, or with nothing.</exception>
    public static async Task CheckAsync<T>(params Way<T>[] ways)
    {
        for (int i = 0; i < Times; i++)
        {
            string first = JsonSerializer.Serialize(await ways[0].ReadAsync(i));
            if (first is "null" or "[]")
            {
                throw new InvalidOperationException($"{ways[0].Name} answers nothing the {i}. time.");
            }

            foreach (Way<T> way in ways.Skip(1))
            {
                string other = JsonSerializer.Serialize(await way.ReadAsync(i));
                if (!string.Equals(first, other, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException(
                        $"{way.Name} does not answer what {ways[0].Name} answers the {i}. time:\n{other}\n{first}"
                    );
                }
            }
        }
    }
}
