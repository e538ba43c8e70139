using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>The lists of users, and the ways to find one.</summary>
internal static class UserLists
{
    // Before the lists, which are made of it.
    private static readonly KeysetOrder<UserRow> Newest = KeysetOrder<UserRow>.LatestFirst(u => u.JoinedAt, u => u.Id);

    private static readonly RowShape<UserRow, UserProfile> Profile = new(user => new UserProfile(
        new Author(user.Id, user.DisplayName),
        user.Username,
        user.TrustLevel,
        user.IsActive,
        user.IsModerator,
        user.JoinedAt,
        user.LastSeenAt
    ));

    // Whoever wrote the row by hand may have left no subject: then nothing signs it in.
    private static readonly RowShape<UserRow, Account> AccountShape = new(user => new Account(
        user.Id,
        user.Username,
        user.TrustLevel
    )
    {
        Subject = user.Subject ?? "",
        Role = (AccountRole)user.Role,
        IsActive = user.IsActive,
    });

    public static readonly SqlTemplate<UserProfile> ById = Users(
        (db, a) =>
        {
            long id = a.Long();
            return db.GetTable<UserRow>().Where(user => user.Id == id);
        }
    );

    public static readonly SqlTemplate<UserProfile> ByEmail = Users(
        (db, a) =>
        {
            (string email, int take) = (a.Text(), a.Int());
            return db.GetTable<UserRow>()
                .Where(user => TextSearch.SameIgnoringCase(user.Email, email))
                .OrderBy(user => user.Id)
                .Take(take);
        }
    );

    public static readonly SqlTemplate<UserProfile> OfIds = Users(
        (db, a) =>
        {
            string ids = a.Text();
            return db.GetTable<UserRow>().Where(user => IdSets.Holds(user.Id, ids)).OrderBy(user => user.Id);
        }
    );

    public static readonly SqlTemplate<UserProfile> Latest = Users(
        (db, a) =>
        {
            int take = a.Int();
            return Newest.Sort(db.Users()).Take(take);
        }
    );

    public static readonly SqlTemplate<UserProfile> Moderators = Users(
        (db, a) =>
        {
            int take = a.Int();
            return db.Users().Where(user => user.IsModerator).OrderBy(user => user.Id).Take(take);
        }
    );

    public static readonly KeysetList<UserProfile> OfTrustLevel = LatestFirst(
        (db, a) =>
        {
            int level = a.Int();
            return db.Users().Where(user => user.TrustLevel == level);
        }
    );

    public static readonly KeysetList<UserProfile> WithText = LatestFirst(
        (db, a) =>
        {
            string pattern = a.Text();
            return db.Users()
                .Where(user => TextSearch.Like(user.Username, pattern) || TextSearch.Like(user.DisplayName, pattern));
        }
    );

    public static readonly SqlTemplate<Account> Account = Accounts(
        (users, name) => users.Where(user => TextSearch.SameName(user.Username, name))
    );

    public static readonly SqlTemplate<Account> ExactAccount = Accounts(
        (users, name) => users.Where(user => user.Username == name)
    );

    public static readonly SqlTemplate<Account> AccountOfSubject = Accounts(
        (users, subject) => users.Where(user => user.Subject == subject),
        ofAll: true
    );

    public static readonly SqlTemplate<Author> SeenSince = SqlTemplate<Author>.Create(
        (db, a) =>
        {
            (DateTimeOffset since, int take) = (a.Time(), a.Int());
            return db.Users()
                .Where(user => user.LastSeenAt >= since)
                .OrderByDescending(user => user.LastSeenAt)
                .ThenBy(user => user.Id)
                .Take(take);
        },
        new RowShape<UserRow, Author>(user => new Author(user.Id, user.DisplayName))
    );

    private static SqlTemplate<Account> Accounts(
        Func<IQueryable<UserRow>, string, IQueryable<UserRow>> filter,
        bool ofAll = false
    ) =>
        SqlTemplate<Account>.Create(
            (db, a) => filter(ofAll ? db.GetTable<UserRow>() : db.Users(), a.Text()),
            AccountShape
        );

    private static SqlTemplate<UserProfile> Users(Func<ForumDb, TemplateArguments, IQueryable<UserRow>> users) =>
        SqlTemplate<UserProfile>.Create(users, Profile);

    private static KeysetList<UserProfile> LatestFirst(Func<ForumDb, TemplateArguments, IQueryable<UserRow>> filter) =>
        KeysetList<UserProfile>.Create(
            (db, a, start) => Newest.Page(filter(db, a), a, start),
            Profile,
            user => new Position(user.JoinedAt, user.User.Id!.Value)
        );
}
