using CsCheck;
using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.Tests;

public sealed class FingerprintTests
{
    public static TheoryData<string, string> Texts =>
        new()
        {
            { "SELECT * FROM posts WHERE id = 5", "SELECT * FROM posts WHERE id = ?" },
            { "SELECT  *\r\n\tFROM posts\nWHERE id=5 ;", "SELECT * FROM posts WHERE id = ?" },
            { "SELECT 1; SELECT 2;;", "SELECT ?; SELECT ?" },
            { "a = 'it''s'", "a = ?" },
            { "a = ''", "a = ?" },
            { "a = 'open", "a = ?" },
            { "a = E'it\\'s' AND b", "a = ? AND b" },
            { "a = e'\\\\' AND b", "a = ? AND b" },
            { "a = N'x' OR a = X'ff' OR a = B'01'", "a = ? OR a = ? OR a = ?" },
            { "a = $$it's$$ AND b", "a = ? AND b" },
            { "a = $tag$ $$ ' $tag$ AND b", "a = ? AND b" },
            { "a = $tag$ open", "a = ?" },
            { "a = $1 AND b = $name", "a = ? AND b = ?" },
            { "a = @p0 AND b = :p1 AND c = ? AND d = ?2", "a = ? AND b = ? AND c = ? AND d = ?" },
            { "@@identity", "@@identity" },
            { "a::text = :p::int", "a::text = ?::int" },
            { "a = '1' :: numeric(10, 2)", "a = ?::numeric(?, ?)" },
            { "t1.c2 = t10.\"c 3\"", "t1.c2 = t10.\"c 3\"" },
            { "[t 1].[c 2] = `c'3`", "[t 1].[c 2] = `c'3`" },
            { "\"it's\" = 'x'", "\"it's\" = ?" },
            { "\"a\"\"b\" = 1", "\"a\"\"b\" = ?" },
            { "\"open 'x'", "?" },
        };

    public static TheoryData<string, string> Values =>
        new()
        {
            { "a = -5 AND b=-.5 AND c = +1e-5", "a = ? AND b = ? AND c = ?" },
            { "a -5, a - 5, a-5", "a - ?, a - ?, a - ?" },
            { "(1)-5", "(?) - ?" },
            { "SELECT -5 LIMIT -1", "SELECT ? LIMIT ?" },
            { "a = 0xFF OR a = 1_000 OR a = 1.5E+10", "a = ? OR a = ? OR a = ?" },
            { "a IN (1, 2, 3)", "a IN (...)" },
            { "a in(@p0)", "a in (...)" },
            { "a NOT IN ('x', NULL, -1, $1::uuid)", "a NOT IN (...)" },
            { "(a, b) IN ((1, 2), (3, 4))", "(a, b) IN (...)" },
            { "a IN (SELECT id FROM t WHERE b = 1)", "a IN (SELECT id FROM t WHERE b = ?)" },
            { "a IN (b, 1)", "a IN (b, ?)" },
            { "a IN ()", "a IN ()" },
            { "INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')", "INSERT INTO t(a, b) VALUES (...)" },
            { "INSERT INTO t VALUES (1),(2) RETURNING id", "INSERT INTO t VALUES (...) RETURNING id" },
            { "VALUES (1, now())", "VALUES (?, now())" },
            { "COUNT( * ), max (a)", "COUNT(*), max(a)" },
            { "SELECT 1 -- five", "SELECT ?" },
            { "SELECT a--5\nFROM t", "SELECT a FROM t" },
            { "SELECT /* 5 */ a", "SELECT a" },
            { "SELECT /* a /* b */ c */ d", "SELECT d" },
            { "SELECT /* a /* b */ d", "SELECT d" },
            { "SELECT /* open", "SELECT" },
            { "a[1] = ARRAY[1, 2]", "a[?] = ARRAY[?, ?]" },
            { "a[1:2] = ARRAY[[1],['x']]", "a[? : ?] = ARRAY[[?], [?]]" },
            { "a ->> 'x' @> b", "a ->> ? @> b" },
            { "a<>1 AND b!=2 AND c||'x'", "a <> ? AND b != ? AND c || ?" },
            { "a IS NULL AND b = TRUE", "a IS NULL AND b = TRUE" },
            { "größe = 5", "größe = ?" },
            { "#temp", "#temp" },
            { "", "" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    [MemberData(nameof(Values))]
    public void Text_LosesItsValues(string sql, string expected)
    {
        string fingerprint = Of(sql);

        fingerprint.ShouldBe(expected);
        Of(fingerprint).ShouldBe(expected);
    }

    [Fact]
    public void AnyText_HasAFingerprintThatIsItsOwn()
    {
        Gen<string> token = OneOf([
            .. "' '' \" [ ] ` ( ) , ; . : :: $ $$ $a$ @ @@ ? # - -- + / /* */ * E N IN VALUES SELECT ARRAY a t1 1 -1 .5 0xF 1e-5 \\ < = \n".Split(
                ' '
            ),
            " ",
        ]);
        Gen.OneOf(token.Array[0, 30].Select(string.Concat), Gen.String)
            .Sample(
                sql =>
                {
                    string fingerprint = Of(sql);
                    Of(fingerprint).ShouldBe(fingerprint, sql);
                },
                iter: 20_000
            );
    }

    [Fact]
    public void NoLiteral_Survives()
    {
        Gen<string> text = Gen.String[Gen.Char["abc';\"-/*$ \n"], 0, 12];
        Gen<string> literal = Gen.OneOf(
            text.Select(s => $"'7{s.Replace("'", "''")}7'"),
            text.Select(s => $"E'7{s.Replace("'", "\\'")}7'"),
            text.Select(s => $"$q$7{s.Replace("$", "")}7$q$"),
            Gen.Int.Select(i => $"7{Math.Abs((long)i)}7"),
            Gen.Double[0, 1e9].Select(d => string.Create(null, $"7{d:F3}7"))
        );
        literal
            .Array[1, 6]
            .Sample(values =>
            {
                Of($"SELECT a FROM t WHERE b = {string.Join(" AND c=", values)}").ShouldNotContain('7');
                Of($"a IN ({string.Join(",", values)})").ShouldBe("a IN (...)");
            });
    }

    [Theory]
    [InlineData("/* ")]
    [InlineData("/* */")]
    [InlineData("[a")]
    [InlineData("(")]
    [InlineData("'")]
    [InlineData("$a")]
    [InlineData("$a$")]
    [InlineData("IN (1,")]
    [InlineData("\"")]
    public void RepeatedToken_TakesLinearTime(string token)
    {
        string half = string.Concat(Enumerable.Repeat(token, 20_000));
        long small = Cost(half);

        long large = Cost(half + half + half + half);

        large.ShouldBeLessThan((small * 16) + TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void LeadingComment_IsTheTag()
    {
        StatementText block = SqlReader.Read("/* Posts.\n  List */ SELECT 1");
        StatementText line = SqlReader.Read("-- Posts.List\n\nSELECT 2");

        (block.Tag, line.Tag).ShouldBe(("Posts. List", "Posts.List"));
        block.Fingerprint.ShouldBe(line.Fingerprint);
        block.Literals.ShouldNotBe(line.Literals);
        SqlReader.Read("SELECT /* no */ 1").Tag.ShouldBeNull();
    }

    [Theory]
    [InlineData("SELECT (SELECT COUNT(*) FROM a) FROM posts p WHERE id = 1", "SELECT posts")]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("SELECT a FROM (SELECT 1) x", "SELECT")]
    [InlineData("insert into \"posts\"(a) values (1)", "INSERT posts")]
    [InlineData("UPDATE [posts] SET a = 1", "UPDATE posts")]
    [InlineData("DELETE FROM public.posts", "DELETE public.posts")]
    [InlineData("WITH x AS (SELECT 1) UPDATE y SET a = 1", "UPDATE y")]
    [InlineData("PRAGMA foreign_keys", "PRAGMA")]
    [InlineData("", "other")]
    public void Summary_NamesOperationAndTable(string sql, string expected) =>
        SqlReader.Read(sql).Fingerprint.Summary.Text.ShouldBe(expected);

    [Fact]
    public void ManyTexts_AreForgottenButThoseInUse()
    {
        var texts = new StatementTexts();
        StatementText kept = texts.Get("SELECT a");
        for (int i = 0; i < StatementTexts.Generation * 5; i++)
        {
            texts.Get($"SELECT {i}");
            texts.Get("SELECT a").ShouldBeSameAs(kept);
        }

        texts.Count.ShouldBeLessThanOrEqualTo(StatementTexts.Generation * 2);
    }

    private static Gen<string> OneOf(string[] tokens) => Gen.Int[0, tokens.Length - 1].Select(i => tokens[i]);

    private static string Of(string sql) => SqlReader.Read(sql).Fingerprint.Text;

    private static long Cost(string sql)
    {
        long began = TimeProvider.System.GetTimestamp();
        Of(sql);
        return TimeProvider.System.GetElapsedTime(began).Ticks;
    }
}
