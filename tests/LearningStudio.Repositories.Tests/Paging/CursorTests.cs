using System.Buffers.Text;
using LearningStudio.Repositories.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Paging;

public sealed class CursorTestsOnSqlite : CursorTests<Sqlite>;

public sealed class CursorTestsOnPostgreSql : CursorTests<PostgreSql>;

public abstract class CursorTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IPostRepository Posts => _database.Get<IPostRepository>();

    private ITopicRepository Topics => _database.Get<ITopicRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader, topics: 12, replies: 3);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(EveryPage.Names), MemberType = typeof(EveryPage))]
    public async Task Pages_GiveEveryItemOnceInTheOrderOfOneLargePage(string list)
    {
        await _database.ExecuteAsync("UPDATE topics SET is_pinned = TRUE WHERE id IN (2, 5, 7)");
        await _database.ExecuteAsync("UPDATE posts SET is_approved = FALSE WHERE id IN (1001, 2001, 3001, 4001, 5001)");
        // Moments that several items share.
        await _database.ExecuteAsync(
            "UPDATE posts SET created_at = (SELECT MIN(created_at) FROM topics) WHERE topic_id < 6"
        );
        Func<ITestForum, PageRequest, Task<Page<object>>> read = EveryPage.All[list];
        Page<object> all = await read(_database, new PageRequest(1, 100));
        all.Items.Count.ShouldBeGreaterThan(2);
        all.Next.ShouldBeNull();

        foreach (int size in new[] { 1, 2, 3 })
        {
            var items = new List<object>();
            string? cursor = null;
            do
            {
                Page<object> page = await read(_database, PageRequest.After(cursor, size));
                page.Items.Count.ShouldBeLessThanOrEqualTo(size);
                items.AddRange(page.Items);
                cursor = page.Next;
            } while (cursor is not null);

            items.ShouldHaveValuesOf(all.Items, $"{list} by {size}");
        }
    }

    [Fact]
    public async Task ItemsAddedMeanwhile_NeitherRepeatNorHideOthers()
    {
        Page<PostInTopic> first = await Posts.ListRecentAsync(PageRequest.After(null, 5));
        await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(1), ct));

        Page<PostInTopic> second = await Posts.ListRecentAsync(PageRequest.After(first.Next, 5));

        second.Items.Select(post => post.Post.Id).ShouldBe([11004, 11003, 11002, 11001, 11000]);
    }

    [Fact]
    public async Task ChangedCursor_IsRefused()
    {
        string cursor = (await Posts.ListRecentAsync(PageRequest.After(null, 5))).Next!;
        byte[] bytes = Base64Url.DecodeFromChars(cursor);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            await RefusedAsync(Base64Url.EncodeToString(changed));
        }

        await RefusedAsync("");
        await RefusedAsync("nonsense!");
        await RefusedAsync(cursor[..^1]);
        await RefusedAsync(cursor + "A");
        await RefusedAsync(new string('A', 10_000));

        async Task RefusedAsync(string wrong)
        {
            var refused = await Should.ThrowAsync<ArgumentException>(() =>
                Posts.ListRecentAsync(PageRequest.After(wrong, 5))
            );
            refused.Message.ShouldContain("Begin again with the first page");
        }
    }

    [Fact]
    public async Task CursorOfAnotherList_IsRefused()
    {
        string cursor = (await Topics.ListByAuthorAsync(1, PageRequest.After(null, 5))).Next!;

        await Should.ThrowAsync<ArgumentException>(() => Topics.ListByAuthorAsync(2, PageRequest.After(cursor, 5)));
        await Should.ThrowAsync<ArgumentException>(() => Topics.ListRecentAsync(PageRequest.After(cursor, 5)));
        (await Topics.ListByAuthorAsync(1, PageRequest.After(cursor, 3))).Items.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(OtherLists.Names), MemberType = typeof(OtherLists))]
    public async Task CursorOfTheSameListOfSomethingElse_IsRefused(string name)
    {
        await _database.ExecuteAsync("UPDATE users SET trust_level = 1 WHERE id < 3");
        (NextPage list, NextPage other) = OtherLists.All[name];

        string cursor = (await list(_database, PageRequest.After(null, 1))).ShouldNotBeNull();

        await list(_database, PageRequest.After(cursor, 1));
        await Should.ThrowAsync<ArgumentException>(() => other(_database, PageRequest.After(cursor, 1)));
    }

    [Fact]
    public async Task CursorOfAnotherProcess_IsTaken()
    {
        string cursor = (await Posts.ListRecentAsync(PageRequest.After(null, 5))).Next!;
        await using ServiceProvider other = new ServiceCollection()
            .AddLearningStudioRepositories(o => _database.Engine.Use(o))
            .BuildServiceProvider();
        await using ServiceProvider stranger = new ServiceCollection()
            .AddLearningStudioRepositories(o =>
            {
                _database.Engine.Use(o);
                o.CursorKey = Convert.ToBase64String(new byte[32]);
            })
            .BuildServiceProvider();

        (
            await other.GetRequiredService<IPostRepository>().ListRecentAsync(PageRequest.After(cursor, 5))
        ).Items.Count.ShouldBe(5);
        await Should.ThrowAsync<ArgumentException>(() =>
            stranger.GetRequiredService<IPostRepository>().ListRecentAsync(PageRequest.After(cursor, 5))
        );
    }
}
