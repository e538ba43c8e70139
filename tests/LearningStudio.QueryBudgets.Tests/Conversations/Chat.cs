using System.Runtime.CompilerServices;

namespace LearningStudio.QueryBudgets.Tests.Conversations;

/// <summary>What the server of a conversation does with the database.</summary>
/// <param name="blog">The database.</param>
/// <param name="signIn">How many statements lead to a conversation.</param>
internal sealed class Chat(Blog blog, int signIn)
{
    private WeakReference? _scope;

    /// <summary>Sends what leads to the conversation, and remembers the request's scope, without keeping it.</summary>
    public async Task SignInAsync()
    {
        await LoopAsync(signIn);
        _scope = Remember();
    }

    /// <summary>Reads row by row.</summary>
    /// <returns>How many statements the current scope counted; or that there is none, and whether the request's is in memory.</returns>
    public async Task<string> AnswerAsync()
    {
        await LoopAsync(12);
        GC.Collect();
        string kept = _scope is { IsAlive: true } ? ", and one in memory" : "";
        return QueryScope.Current is { } current ? $"{current.StatementCount}" : $"{ChatServer.Alone}{kept}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Remember() => new(QueryScope.Current.ShouldNotBeNull());

    private async Task LoopAsync(int count)
    {
        await using CountedConnection connection = blog.Open().WithQueryCounting();
        for (int id = 1; id <= count; id++)
        {
            await Blog.ScalarAsync(connection, $"SELECT name FROM author WHERE id = {id}");
        }
    }
}
